/** The key of an object in the path of a request: by RFC 3986, as S3 signs it. Slashes stay. */
export function encodedKey(key: string): string {
  if (/^[\w.~/-]*$/.test(key)) return key;
  return encodeURIComponent(key).replace(/%2F|[!'()*]/g, (found) => (found === '%2F' ? '/' : `%${found.charCodeAt(0).toString(16).toUpperCase()}`));
}
