-- Which wishes cannot be granted, and for want of what.
-- KEYS: the epoch's key, then one count per sku.
-- ARGV: the caller's epoch, then per wish: its number of lines, and per line the position of its
--       sku among the counts (from 1) and the quantity.
-- Answers -1 when the epoch is another; else per short line: wish (from 0), line (from 0), room.
-- Of a wish with a sku that nothing is known of nothing is said: the answer might not name all lines.
local epoch = ARGV[1]
if redis.call('GET', KEYS[1]) ~= epoch then
  return -1
end
local rooms = {}
for i = 2, #KEYS do
  local count = redis.call('GET', KEYS[i])
  local filled, room
  if count then
    filled, room = string.match(count, '^(%S+) %d+ (%-?%d+)')
  end
  rooms[i - 1] = filled == epoch and tonumber(room)
end
local short = {}
local at = 2
local wish = 0
while at <= #ARGV do
  local lines = tonumber(ARGV[at])
  at = at + 1
  local known = true
  local found = #short
  for line = 0, lines - 1 do
    local room = rooms[tonumber(ARGV[at])]
    known = known and room
    if known and tonumber(ARGV[at + 1]) > room then
      short[#short + 1] = wish
      short[#short + 1] = line
      short[#short + 1] = room
    end
    at = at + 2
  end
  if not known then
    for i = #short, found + 1, -1 do
      short[i] = nil
    end
  end
  wish = wish + 1
end
return short
