namespace LightThinker.Training.Runs;

/// <summary>
/// Writes a file so that a reader finds the old one or the new one, never a part. Thread-safe for different files.
/// </summary>
internal static class WholeFile
{
    /// <param name="path">Replaced once the new file is on the disk; beside it there is <c>path.new</c> until then.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="IOException">It cannot be written, for example because the disk is full; the old one is unharmed.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        string unfinished = path + ".new";
        var file = File.Create(unfinished);
        try
        {
            using (file)
            {
                write(file);
                file.Flush(flushToDisk: true);
            }

            File.Move(unfinished, path, overwrite: true);
        }
        catch
        {
            // A part of a file is of no use to anybody, and the disk may be full.
            File.Delete(unfinished);
            throw;
        }
    }
}
