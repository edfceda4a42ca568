import { testFixtures } from './fixture';
import { keyRotation } from './fixtures/key-rotation';

testFixtures([...keyRotation]);
