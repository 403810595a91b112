using System;
using System.IO;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// Build task: sets the "weak" flag on one entry of a 64-bit little-endian ELF library's table of version needs
/// (.gnu.version_r). Compiled by MSBuild (C# 7), no part of the program.
/// </summary>
public class WeakenVersionNeed : Task
{
    private const uint VersionNeedSection = 0x6ffffffe;
    private const ushort WeakFlag = 2;

    public string Library { get; set; }

    public string VersionName { get; set; }

    public override bool Execute()
    {
        byte[] elf = File.ReadAllBytes(Library);
        long flags = FindFlags(elf);
        if (flags < 0 || (BitConverter.ToUInt16(elf, (int)flags) & WeakFlag) != 0)
        {
            return true;
        }

        elf[flags] |= (byte)WeakFlag;
        DateTime modified = File.GetLastWriteTimeUtc(Library);
        string replacement = Library + ".weak";
        File.WriteAllBytes(replacement, elf);
        // With the package's own time stamp an incremental build sees nothing to copy again.
        File.SetLastWriteTimeUtc(replacement, modified);
        File.Delete(Library);
        File.Move(replacement, Library);
        Log.LogMessage(MessageImportance.Normal, VersionName + " is now a weak need of " + Library);
        return true;
    }

    /// <summary>Where the entry's flags are in the file; -1 if there is no such entry.</summary>
    private long FindFlags(byte[] elf)
    {
        long sections = BitConverter.ToInt64(elf, 0x28);
        int size = BitConverter.ToUInt16(elf, 0x3a);
        int count = BitConverter.ToUInt16(elf, 0x3c);
        for (int i = 0; i < count; i++)
        {
            int section = (int)sections + (i * size);
            if (BitConverter.ToUInt32(elf, section + 4) == VersionNeedSection)
            {
                int names = (int)sections + ((int)BitConverter.ToUInt32(elf, section + 40) * size);
                return FindEntry(elf, BitConverter.ToInt64(elf, section + 24), BitConverter.ToInt64(elf, names + 24));
            }
        }

        return -1;
    }

    private long FindEntry(byte[] elf, long need, long names)
    {
        for (uint nextNeed = 1; nextNeed != 0; need += nextNeed)
        {
            nextNeed = BitConverter.ToUInt32(elf, (int)need + 12);
            int entries = BitConverter.ToUInt16(elf, (int)need + 2);
            long entry = need + BitConverter.ToUInt32(elf, (int)need + 8);
            for (int i = 0; i < entries; i++)
            {
                if (NameAt(elf, names + BitConverter.ToUInt32(elf, (int)entry + 8)) == VersionName)
                {
                    return entry + 4;
                }

                entry += BitConverter.ToUInt32(elf, (int)entry + 12);
            }
        }

        return -1;
    }

    private static string NameAt(byte[] elf, long start)
    {
        int end = Array.IndexOf(elf, (byte)0, (int)start);
        return Encoding.ASCII.GetString(elf, (int)start, end - (int)start);
    }
}
