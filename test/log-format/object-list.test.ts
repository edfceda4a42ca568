import { parseObjectList } from '../../lib/log-format/object-list';

const page = (content: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult xmlns="x"><Name>logs</Name>${content}</ListBucketResult>`;

test('a page has its objects, as their keys are, with their sizes', () => {
  const objects = ['a%2Fb+c.json.gz</Key><ETag>&quot;1&quot;</ETag><Size>12', 'd%C3%A9.json.gz</Key><Size>0'];
  expect(parseObjectList(page(objects.map((object) => `<Contents><Key>${object}</Size></Contents>`).join('\n')))).toEqual({
    objects: [
      { key: 'a/b c.json.gz', size: 12 },
      { key: 'dé.json.gz', size: 0 },
    ],
    folders: [],
  });
});

test('a page has its folders, and the token of the next one without the references of XML', () => {
  const folders = ['AWSLogs%2F1%2F', 'AWSLogs%2F2%2F'].map((folder) => `<CommonPrefixes><Prefix>${folder}</Prefix></CommonPrefixes>`).join('');
  expect(
    parseObjectList(page(`<Prefix>AWSLogs%2F</Prefix><NextContinuationToken>a&amp;b&#61;&#x3d;&none;</NextContinuationToken>${folders}`)),
  ).toEqual({
    objects: [],
    folders: ['AWSLogs/1/', 'AWSLogs/2/'],
    nextToken: 'a&b==&none;',
  });
});

test('an empty bucket has nothing', () => {
  expect(parseObjectList(page('<KeyCount>0</KeyCount>'))).toEqual({ objects: [], folders: [] });
});
