"""civic-metrics: the figures a newspaper printed, as observations, series and charts."""
