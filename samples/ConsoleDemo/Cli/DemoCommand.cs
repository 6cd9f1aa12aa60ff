namespace ConsoleDemo.Cli;

internal enum DemoCommand
{
    Story,
    Help,
    Open,
    Import,
    Reply,
}
