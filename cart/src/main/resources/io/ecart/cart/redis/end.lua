-- Ends a run. ARGV: [1] its token, then status, headers and body of the answer to keep; without
-- them the key is free again, though what took effect stays known.
if redis.call('HGET', KEYS[1], 'token') ~= ARGV[1] then
  return 0
end
if ARGV[2] then
  redis.call('HSET', KEYS[1], 'status', ARGV[2], 'headers', ARGV[3], 'body', ARGV[4])
elseif redis.call('HEXISTS', KEYS[1], 'effect') == 1 then
  redis.call('HSET', KEYS[1], 'until', '0')
else
  redis.call('DEL', KEYS[1])
end
return 1
