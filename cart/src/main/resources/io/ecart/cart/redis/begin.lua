-- Registers a request with an idempotency key. ARGV: [1] hash of the request, [2] token of this
-- run, [3] ms after which a run without an answer is given up, [4] ms to keep the record.
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local seen = redis.call('HMGET', KEYS[1], 'hash', 'until', 'status', 'headers', 'body', 'effect')
if not seen[1] then
  redis.call('HSET', KEYS[1], 'hash', ARGV[1])
  redis.call('PEXPIRE', KEYS[1], ARGV[4])
elseif seen[1] ~= ARGV[1] then
  return {'mismatch'}
elseif seen[3] then
  return {'done', seen[3], seen[4], seen[5]}
elseif tonumber(seen[2]) > now then
  return {'running'}
end
redis.call('HSET', KEYS[1], 'token', ARGV[2], 'until', string.format('%.0f', now + ARGV[3]))
return {'run', seen[6] or ''}
