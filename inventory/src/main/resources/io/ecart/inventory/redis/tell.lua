-- Sets counts, each unless a newer one is there.
-- KEYS: the epoch's key, then one count per sku.
-- ARGV: the caller's epoch, then per count "version room low backorder".
-- Answers -1 when the epoch is another; else how many were set.
local epoch = ARGV[1]
if redis.call('GET', KEYS[1]) ~= epoch then
  return -1
end
local set = 0
for i = 2, #KEYS do
  local version = tonumber(string.match(ARGV[i], '^%d+'))
  local known = redis.call('GET', KEYS[i])
  local filled, at
  if known then
    filled, at = string.match(known, '^(%S+) (%d+)')
  end
  if filled ~= epoch or tonumber(at) < version then
    local count = epoch .. ' ' .. ARGV[i]
    if version == 0 then
      -- Nothing is known of this sku. Names that nobody stocks must not pile up.
      redis.call('SET', KEYS[i], count, 'EX', 30)
    else
      redis.call('SET', KEYS[i], count)
    end
    set = set + 1
  end
end
return set
