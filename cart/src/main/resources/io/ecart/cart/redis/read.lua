local cart = open(CART)
return refusal(cart) or kept(cart)
