namespace LightThinker.Server.Options;

/// <summary>Section <c>Server</c>: the HTTP side. Immutable.</summary>
internal sealed record ServerSettings
{
    private const string UrlsKey = "Server:Urls";
    private const string CorsKey = "Server:CorsOrigins";
    private const int KiB = 1024;
    private const int MiB = 1024 * KiB;

    /// <summary>Addresses to listen on.</summary>
    public required IReadOnlyList<string> Urls { get; init; }

    /// <summary>Largest request body, in bytes; a larger one is answered with 413.</summary>
    public required int MaxRequestBodyBytes { get; init; }

    /// <summary>How long a stream may be silent before a comment keeps it alive.</summary>
    public required TimeSpan PingInterval { get; init; }

    /// <summary>How long running requests may take to finish once the server is told to stop.</summary>
    public required TimeSpan DrainTimeout { get; init; }

    /// <summary>Age of the engine's last step from which a busy engine counts as dead.</summary>
    public required TimeSpan StallTimeout { get; init; }

    /// <summary>What refused clients are told to wait.</summary>
    public required TimeSpan RetryAfter { get; init; }

    /// <summary>Origins whose pages may call the server from a browser; <c>*</c> stands for all, none for its own only.</summary>
    public required IReadOnlyList<string> CorsOrigins { get; init; }

    public static ServerSettings Read(SettingsReader reader)
    {
        IReadOnlyList<string> urls = reader.List(UrlsKey);
        foreach (string url in urls)
        {
            if (!IsAddress(url))
            {
                reader.Refuse(UrlsKey, url, "an address such as http://127.0.0.1:8080");
            }
        }

        return new ServerSettings
        {
            Urls = urls.Count > 0 ? urls : ["http://127.0.0.1:8080"],
            MaxRequestBodyBytes = reader.Integer("Server:MaxRequestBodyBytes", 4 * MiB, KiB, 1024 * MiB),
            PingInterval = TimeSpan.FromSeconds(reader.Integer("Server:PingSeconds", 15, 1, 3600)),
            DrainTimeout = TimeSpan.FromSeconds(reader.Integer("Server:DrainSeconds", 30, 0, 86400)),
            StallTimeout = TimeSpan.FromSeconds(reader.Integer("Server:StallSeconds", 120, 1, 86400)),
            CorsOrigins = ReadOrigins(reader),
            RetryAfter = TimeSpan.FromSeconds(reader.Integer("Server:RetryAfterSeconds", 2, 1, 3600)),
        };
    }

    private static IReadOnlyList<string> ReadOrigins(SettingsReader reader)
    {
        IReadOnlyList<string> origins = reader.List(CorsKey);
        foreach (string origin in origins)
        {
            bool isOrigin = Uri.TryCreate(origin, UriKind.Absolute, out Uri? uri)
                && uri.GetLeftPart(UriPartial.Authority).Equals(origin, StringComparison.OrdinalIgnoreCase);
            if (origin != "*" && !isOrigin)
            {
                reader.Refuse(CorsKey, origin, "an origin such as https://example.org, without a path, or *");
            }
        }

        return origins;
    }

    private static bool IsAddress(string url)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            return address.Scheme is "http" or "https" &&
                (address.IsUnixPipe || address.IsNamedPipe ||
                (address.PathBase.Length == 0 && address.Port is >= 0 and <= 65535 && IsHost(address.Host)));
        }
        catch (FormatException)
        {
            return false;
        }
    }

    // Whatever is not an address or localhost is listened to on every interface, also what was only meant to be one.
    private static bool IsHost(string host) =>
        host is "*" or "+" || Uri.CheckHostName(host) != UriHostNameType.Unknown;
}
