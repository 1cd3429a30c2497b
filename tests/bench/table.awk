# The table of a bench, and bench.json. Reads the files that run.sh names:
# samples (name rate p50 p99, one line a round), kept, reload, start, memory, once
# (name key=value ...). What was not measured has no line.
# A figure is the median of its rounds, a ratio the median of the rounds' ratios.

function base(path)
{
	sub(/.*\//, "", path)
	return path
}

function key(name,    i, pair)
{
	for (i = 1; i <= NF; i++)
		if (split($i, pair, "=") == 2 && pair[1] == name)
			return pair[2] + 0
	return 0
}

# The median of list[1..n].
function median(list, n,    i, j, x)
{
	for (i = 2; i <= n; i++) {
		x = list[i]
		for (j = i - 1; j > 0 && list[j] > x; j--)
			list[j + 1] = list[j]
		list[j + 1] = x
	}
	return n % 2 ? list[(n + 1) / 2] : (list[n / 2] + list[n / 2 + 1]) / 2
}

function figure(kind, name,    i, list)
{
	for (i = 1; i <= count[name]; i++)
		list[i] = sample[kind, name, i]
	return count[name] > 0 ? median(list, count[name]) : 0
}

function ratio(name, than,    i, list)
{
	if (count[name] != rounds || count[than] != rounds) {
		printf "bench: %s or %s was not measured %d times\n", name, than, rounds > "/dev/stderr"
		broken = 1
		return 0
	}
	for (i = 1; i <= rounds; i++)
		list[i] = sample["rate", name, i] / sample["rate", than, i]
	return median(list, rounds)
}

function line(name, rate, p50, p99, than, r, target, met)
{
	printf "%-24s %12s %9s %9s  %-16s %7s  %-10s %s\n", name, rate, p50, p99, than, r, target, met
}

function verdict(good)
{
	if (!good)
		missed++
	return good ? "yes" : "NO"
}

function add(text)
{
	out = out (out == "" ? "" : ",\n") "  " text
}

# What others are compared with.
function reference(name)
{
	if (count[name] == 0)
		return
	line(name, sprintf("%.0f /s", figure("rate", name)), sprintf("%.2f ms", figure("p50", name)),
		sprintf("%.2f ms", figure("p99", name)), "", "", "", "")
}

# target 0: none
function compared(entry, name, than, target,    r)
{
	if (count[name] == 0 && count[than] == 0)
		return
	r = ratio(name, than)
	line(name, sprintf("%.0f /s", figure("rate", name)), sprintf("%.2f ms", figure("p50", name)),
		sprintf("%.2f ms", figure("p99", name)), than, sprintf("%.2f", r), target ? ">= " target : "",
		target ? verdict(r >= target) : "")
	add(sprintf("\"%s\": {\"value\": %.1f, \"unit\": \"requests/s\", \"than\": \"%s\", \"ratio\": %.3f}", entry,
		figure("rate", name), than, r))
}

function single(entry, text, value, unit, target, good)
{
	line(entry, text, "", "", "", "", target, target == "" ? "" : verdict(good))
	add(sprintf("\"%s\": {\"value\": %s, \"unit\": \"%s\", \"than\": null, \"ratio\": null}", entry, value, unit))
}

base(FILENAME) == "samples" {
	n = ++count[$1]
	sample["rate", $1, n] = $2
	sample["p50", $1, n] = $3
	sample["p99", $1, n] = $4
}
base(FILENAME) == "kept" {
	kept[++kept_count] = $1
	kept_rate[$1] = key("rate"); kept_p50[$1] = key("p50"); kept_p99[$1] = key("p99")
	kept_least[$1] = key("least"); kept_slowest[$1] = key("slowest")
	kept_newcomer[$1] = key("newcomer"); kept_failed[$1] = key("failed")
}
base(FILENAME) == "reload" { reload_failed = key("failed"); reload_count = key("count"); reload_slowest = key("slowest") }
base(FILENAME) == "start" { start_list[++start_count] = key("ms") }
base(FILENAME) == "memory" { memory = $1 + 0 }
base(FILENAME) == "once" && $1 == "classify" { classify[$2, ++classified[$2]] = key("us") }
base(FILENAME) == "once" && $1 == "first" { first = key("seconds") }
base(FILENAME) == "once" && $1 == "reclassify" { again[++again_count] = key("seconds") }

base(FILENAME) == "once" && $1 == "load" {
	load_p50 = key("p50"); load_p99 = key("p99"); load_rate = key("rate"); load_failed = key("failed")
	load_sent = key("sent"); load_stored = key("stored"); load_distinct = key("distinct"); load_again = key("again")
	load_differing = key("differing")
}
base(FILENAME) == "once" && $1 == "lookup" { lookup_p50 = key("p50"); lookup_p99 = key("p99") }
base(FILENAME) == "once" && $1 == "upload" { uploads++; if (key("kib") > upload_kib) upload_kib = key("kib") }

# None lost, none doubled, each in time; a bench that was not even able to send them is no pass.
function loading(    lost, good)
{
	if (load_sent == 0)
		return
	lost = load_failed + load_differing
	good = lost == 0 && load_stored == load_sent && load_distinct == load_sent
	single("report_load", sprintf("%.1f ms", load_p99), sprintf("%.2f", load_p99), "ms", "< 500 p99", good && load_p99 < 500)
	printf "%-24s %.1f /s, half within %.1f ms; %d sent, %d stored, %d receipts; %d sent twice, %d of them differ; %d failed\n", "",
		load_rate, load_p50, load_sent, load_stored, load_distinct, load_again, load_differing, load_failed
	single("receipt_lookup_ms", sprintf("%.2f ms", lookup_p50), sprintf("%.2f", lookup_p50), "ms", "< 20", lookup_p50 > 0 && lookup_p50 < 20)
	single("receipt_lookup_p99_ms", sprintf("%.2f ms", lookup_p99), sprintf("%.2f", lookup_p99), "ms", "", 1)
}

# The industry that takes longest decides.
function classifying(    sector, i, list, us, worst, name)
{
	for (sector in classified) {
		for (i = 1; i <= classified[sector]; i++)
			list[i] = classify[sector, i]
		us = median(list, classified[sector])
		if (us > worst) {
			worst = us
			name = sector
		}
	}
	if (worst > 0)
		single("classify_us", sprintf("%.1f us", worst), sprintf("%.2f", worst), "us", "< 50 " name, worst < 50)
}

function reclassifying(    seconds)
{
	if (again_count == 0)
		return
	seconds = median(again, again_count)
	single("classify_first_100k_s", sprintf("%.1f s", first), sprintf("%.2f", first), "s", "", 1)
	single("reclassify_100k_s", sprintf("%.1f s", seconds), sprintf("%.2f", seconds), "s", "< 10", seconds < 10)
}

END {
	line("name", "rate", "p50", "p99", "compared with", "ratio", "target", "met")
	reference("static")
	compared("list_cached_vs_static", "list_cached", "static", 0.85)
	compared("disclosure_cached_vs_static", "disclosure_cached", "static", 0.85)
	reference("hello")
	reference("list_php")
	compared("list_vs_hello", "list", "hello", 0)
	compared("list_vs_php", "list", "list_php", 1.5)
	compared("disclosure_vs_hello", "disclosure", "hello", 0)
	reference("insert")
	reference("form")
	compared("report_vs_insert", "report", "insert", 0.4)
	reference("insert_files")
	compared("report_files_vs_insert", "report_files", "insert_files", 0.6)
	loading()
	if (uploads > 0)
		single("upload_20mb_growth_kib", sprintf("%d KiB", upload_kib), upload_kib, "KiB", "< 4096", upload_kib < 4096)
	for (i = 1; i <= kept_count; i++) {
		name = kept[i]
		line(name, sprintf("%.0f /s", kept_rate[name]), sprintf("%.2f ms", kept_p50[name]),
			sprintf("%.2f ms", kept_p99[name]), sprintf("least %d", kept_least[name]), "", "all served",
			verdict(kept_failed[name] == 0 && kept_least[name] > 0 && kept_slowest[name] < 5000))
		printf "%-24s slowest answer %.1f ms; of a newcomer beside them, idle, %.1f ms; %d failed\n", "",
			kept_slowest[name], kept_newcomer[name], kept_failed[name]
		add(sprintf("\"%s_slowest_ms\": {\"value\": %.2f, \"unit\": \"ms\", \"than\": null, \"ratio\": null}", name,
			kept_slowest[name]))
	}
	if (count["checklist"] > 0) {
		rate = figure("rate", "checklist")
		single("checklist_pages_per_s", sprintf("%.0f /s", rate), sprintf("%.1f", rate), "pages/s", ">= 1000", rate >= 1000)
	}
	if (count["search"] > 0)
		single("search_fragment_ms", sprintf("%.2f ms", figure("p50", "search")), sprintf("%.2f", figure("p50", "search")), "ms", "", 1)
	classifying()
	reclassifying()
	if (reload_count > 0)
		single("reload_failed", sprintf("%d of %d", reload_failed, reload_count), reload_failed, "requests", "0",
		reload_failed == 0)
	if (memory > 0)
		single("worker_private_kib", sprintf("%d KiB", memory), memory, "KiB", "< 16384", memory > 0 && memory < 16384)
	start_ms = start_count > 0 ? median(start_list, start_count) : 0
	if (start_count > 0)
		single("start_ms", sprintf("%.0f ms", start_ms), sprintf("%.1f", start_ms), "ms", "< 1000", start_ms > 0 && start_ms < 1000)
	if (broken || out == "")
		exit 1
	printf "{\n%s\n}\n", out > json
	close(json)
	printf "\n%s\n", missed ? missed " target(s) MISSED" : "every target met"
}
