/** How long a value of a template is at least as text: what is only known at deployment counts for nothing. */
export function leastLength(resolved: unknown): number {
  if (typeof resolved === 'string') return resolved.length;
  const join = (resolved as { readonly 'Fn::Join'?: readonly [string, readonly unknown[]] } | undefined)?.['Fn::Join'];
  if (!join) return 0;
  const [separator, parts] = join;
  return parts.reduce<number>((sum, part) => sum + leastLength(part), separator.length * (parts.length - 1));
}

/** How long a document is at least as JSON, with what is only known at deployment as nothing. */
export function leastJsonLength(resolved: unknown): number {
  return JSON.stringify(withoutIntrinsics(resolved)).length;
}

function withoutIntrinsics(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutIntrinsics);
  if (typeof value !== 'object' || value === null) return value;
  const [[name = ''] = [], ...others] = Object.entries(value);
  if (others.length === 0 && (name === 'Ref' || name.startsWith('Fn::'))) return 'x'.repeat(leastLength(value));
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withoutIntrinsics(one)]));
}
