import { testFixtures } from './fixture';
import { keyKept } from './fixtures/key-kept';
import { keyPolicyNotPublic } from './fixtures/key-policy-not-public';
import { keyRotation } from './fixtures/key-rotation';

testFixtures([...keyRotation, ...keyPolicyNotPublic, ...keyKept]);
