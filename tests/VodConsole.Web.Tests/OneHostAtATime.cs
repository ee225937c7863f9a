// Hangfire keeps its log provider in a static: a host that ends would take it away from one that starts beside it.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
