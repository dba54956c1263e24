/**
 * The world outside, as tests know it: nothing of it is real. Whoever plays a server says so by its host; every other request fails, as
 * one does that finds nobody.
 */
type Server = (request: Request) => Response | Promise<Response>;

const servers = new Map<string, Server>();

/** Cuts a file off from the world outside; the answer ends every play. */
export function isolate(): () => void {
  globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const server = servers.get(new URL(request.url).host);
    if (server === undefined) throw new TypeError("Network connection lost.");
    return server(request);
  };
  return () => servers.clear();
}

/** Plays the server at a host until the test is over. */
export const serving = (host: string, server: Server): void => void servers.set(host, server);
