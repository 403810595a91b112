using LightThinker.Training.Commands;

return CommandLine.Root().Parse(args).Invoke();
