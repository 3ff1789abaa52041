"""Which sentences of a review answer a question, weighed together: learnt on made-up briefings, shipped as boosted trees."""
