-- One line that run.sh reads; answers of 400 and above and broken ones have failed.
done = function(summary, latency)
	local errors = summary.errors
	io.write(string.format("rate=%.1f p50=%.2f p99=%.2f count=%d failed=%d\n",
		summary.requests / (summary.duration / 1e6), latency:percentile(50) / 1000, latency:percentile(99) / 1000,
		summary.requests, errors.connect + errors.read + errors.write + errors.timeout + errors.status))
end
