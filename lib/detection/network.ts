import { BlockList, isIP } from 'node:net';

/** A test for addresses in a block such as `10.0.0.0/8`, of IPv4 or IPv6; `undefined` where it is none. A text that is no address is in no block. */
export function networkTest(block: string): ((address: string) => boolean) | undefined {
  const [network = '', length, ...rest] = block.split('/');
  const family = familyOf(network);
  if (!family || length === undefined || rest.length > 0 || !/^\d{1,3}$/.test(length)) return undefined;
  if (Number(length) > (family === 'ipv4' ? 32 : 128)) return undefined;

  const blocks = new BlockList();
  blocks.addSubnet(network, Number(length), family);
  return (address) => {
    const own = familyOf(address);
    return own === family && blocks.check(address, own);
  };
}

function familyOf(address: string): 'ipv4' | 'ipv6' | undefined {
  const version = isIP(address);
  return version === 0 ? undefined : version === 4 ? 'ipv4' : 'ipv6';
}
