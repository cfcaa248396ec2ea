-- Forgets published events, if the caller still leads.
-- ARGV: [1] who asks, [2] the first id to keep.
if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return 0
end
return redis.call('XTRIM', KEYS[2], 'MINID', ARGV[2])
