using SmimeHelpdesk.Soak;

return await SoakCommand.RunAsync(args, Console.Out);
