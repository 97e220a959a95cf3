export const gross = (net: number) => Math.round(net * 1.1);
