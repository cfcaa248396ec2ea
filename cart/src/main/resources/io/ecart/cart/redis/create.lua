-- ARGV[5] ttl (ms). Makes a cart; a customer's newest cart is the current one.
return create(ARGV[5])
