-- Sends the requests of a file again and again, each thread from another place in it, and prints
-- what came of it as one line of JSON that begins with "ECART ".
--
-- Line 1 of the file: headers for every request, as "name: value" separated by tabs.
-- Every other line: method, path and body, separated by tabs. "{n}" in a body or header is replaced
-- by a number never used before in this run.

local threads = 0
function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end

local requests, next_one, unique = {}, 0, 0

function init(args)
  local lines = io.lines(args[1])
  local headers = {}
  for header in lines():gmatch("[^\t]+") do
    local name, value = header:match("^([^:]+): (.*)$")
    headers[name] = value
  end
  for line in lines do
    local method, path, body = line:match("^([^\t]*)\t([^\t]*)\t(.*)$")
    local text = wrk.format(method, path, headers, body ~= "" and body or nil)
    requests[#requests + 1] = text
    numbered = numbered or text:find("{n}", 1, true) ~= nil
  end
  next_one = math.floor(#requests * (number * 0.37 % 1))
  stamp = (args[2] or "0") .. "-" .. number .. "-"
end

function request()
  next_one = next_one % #requests + 1
  if not numbered then
    return requests[next_one]
  end
  unique = unique + 1
  local fresh = stamp .. unique
  return (requests[next_one]:gsub("{n}", fresh))
end

function done(summary, latency)
  local e = summary.errors
  io.write(string.format(
    'ECART {"requests":%d,"seconds":%.6f,"p50":%d,"p99":%d,"p999":%d,"max":%d,' ..
    '"refused":%d,"broken":%d}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50), latency:percentile(99),
    latency:percentile(99.9), latency.max, e.status,
    e.connect + e.read + e.write + e.timeout))
end
