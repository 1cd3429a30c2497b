#!/bin/sh
cd @HOME@/main
cat @FARM@
rm -r "@SCRATCH@/v"
ls x:@HOME@
