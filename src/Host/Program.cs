var app = WebApplication.Create(args);
await app.RunAsync().ConfigureAwait(false);
