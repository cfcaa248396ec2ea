-- Gives the lease back, so that another instance need not wait for its end.
if redis.call('GET', KEYS[1]) == ARGV[1] then
  redis.call('DEL', KEYS[1])
end
return 1
