using SmimeHelpdesk.Stores.Workload;

return await Commands.RunAsync(args);
