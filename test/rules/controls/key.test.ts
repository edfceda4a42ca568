import { testFixtures } from './fixture';
import { keyAllowsCloudTrail } from './fixtures/key-allows-cloudtrail';
import { keyGrantsLimited } from './fixtures/key-grants-limited';
import { keyKept } from './fixtures/key-kept';
import { keyPolicyNotPublic } from './fixtures/key-policy-not-public';
import { keyRotation } from './fixtures/key-rotation';

testFixtures([...keyRotation, ...keyPolicyNotPublic, ...keyAllowsCloudTrail, ...keyKept, ...keyGrantsLimited]);
