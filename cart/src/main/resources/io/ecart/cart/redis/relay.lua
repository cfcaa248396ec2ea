-- Takes or renews the lease (KEYS[1]) and answers how many events wait in KEYS[2] and the oldest.
-- Answers nil while somebody else leads. ARGV: [1] who asks, [2] lease in ms, [3] most events.
local leader = redis.call('GET', KEYS[1])
if leader and leader ~= ARGV[1] then
  return nil
end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return {redis.call('XLEN', KEYS[2]), redis.call('XRANGE', KEYS[2], '-', '+', 'COUNT', ARGV[3])}
