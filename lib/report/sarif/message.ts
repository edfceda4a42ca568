/**
 * A text as SARIF takes messages: nothing in it is a placeholder or a link.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html#_Toc34317423
 */
export function message(text: string): string {
  return text.replace(/[{}]/g, '$&$&').replace(/\](?=\()/g, '] ');
}
