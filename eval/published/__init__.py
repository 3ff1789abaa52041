"""Question sets that others publish, put through our own pipeline and measured beside plain baselines."""
