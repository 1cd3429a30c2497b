#!/bin/sh
cd "$VAR/work" && ls tests/work ./farm
mktemp -d /tmp/something.XXXXXX
curl http://localhost/workdays
