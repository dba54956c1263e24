/** The device's clock, the only place of the scripts that reads it. */
export const deviceNow = (): number => Date.now();
