import { Lines } from '../../handlers/access-report/lines';
import { bytesOf } from '../helpers/body';

test('keeps the lines that are wanted, in their order, however many there are', () => {
  const texts = Array.from({ length: 3000 }, (_, index) => `${index} ${'ü€'.repeat(index % 40)}`);
  const lines = new Lines();
  for (const text of texts) lines.add(text);

  const isWanted = (index: number) => index % 7 !== 3;
  expect(bytesOf(lines.keep(isWanted)).toString()).toBe(
    texts
      .filter((_, index) => isWanted(index))
      .map((text) => `${text}\n`)
      .join(''),
  );
});

test('is an empty file without lines', () => {
  expect(new Lines().keep(() => true)).toHaveLength(0);
});
