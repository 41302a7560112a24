"""Operations, requests and models as the templates print them."""
