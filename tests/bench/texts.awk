# Makes a PHP array of the catalogue's texts, so that list.php says what the portal says.
# Reads templates/lang/zh.hdf and zh/*.hdf: `family {`, `key = text`, `}`, `key << END`.

function path_of(key,    i, path)
{
	path = ""
	for (i = 1; i <= depth; i++)
		path = path (path == "" ? "" : ".") names[i]
	path = path (path == "" ? "" : ".") key
	sub(/^T\./, "", path)
	return path
}

function put(key, text)
{
	gsub(/\\/, "\\\\", text)
	gsub(/'/, "\\'", text)
	printf "'%s' => '%s',\n", path_of(key), text
}

BEGIN { print "<?php return [" }
END { print "];" }
FNR == 1 { depth = 0; ending = "" }
ending != "" {
	if ($0 == ending) {
		put(long_key, long_text)
		ending = ""
	} else
		long_text = long_text (long_text == "" ? "" : "\n") $0
	next
}
/^[ \t]*(#|$)/ { next }
/^[ \t]*[A-Za-z0-9_.]+[ \t]*\{[ \t]*$/ { names[++depth] = $1; next }
/^[ \t]*\}[ \t]*$/ { depth--; next }
match($0, /^[ \t]*[A-Za-z0-9_.]+[ \t]*=[ \t]*/) {
	put($1, substr($0, RLENGTH + 1))
	next
}
match($0, /^[ \t]*[A-Za-z0-9_.]+[ \t]*<<[ \t]*/) {
	long_key = $1
	long_text = ""
	ending = substr($0, RLENGTH + 1)
	next
}
