/** `https://*.example.com` is every host below example.com, over https and on the usual port; any other pattern is one origin. */
export function originFits(origin: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => {
    const [scheme = "", rest] = pattern.split("://*.");
    if (rest === undefined) return origin === pattern;
    const start = `${scheme}://`;
    return origin.startsWith(start) && origin.endsWith(`.${rest}`) && origin.length > start.length + rest.length + 1;
  });
}
