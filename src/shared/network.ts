// Only what looks like one: an address without a colon is of IPv4, one with a dot too carries such a one.
const IPV6 = /^[\da-f:]*:[\da-f:]*(?:%.*)?$/iu;

/** Whom an address stands for: of an IPv6 address the first four groups, since a caller has all 64 bits behind them alone. */
export function networkOf(ip: string): string {
  if (!IPV6.test(ip)) return ip;
  const [head = '', tail] = ip.split('%', 1)[0]?.split('::') ?? [];
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - left.length - right.length }, () => '0');
  return [...left, ...zeros, ...right]
    .slice(0, 4)
    .map((group) => parseInt(group, 16).toString(16))
    .join(':');
}

/** Whether only this machine reaches the address. A name other than `localhost` may stand for any address. */
export const isLoopback = (host: string): boolean =>
  /^(?:::ffff:)?127(?:\.\d{1,3}){3}$/u.test(host) || host === '::1' || host === 'localhost';
