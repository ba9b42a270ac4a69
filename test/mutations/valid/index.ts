import { AWS_INTEG } from './aws-integ';
import { HAND_WRITTEN } from './hand-written';
import { HTTP } from './http';
import { OTHER_CONSTRUCTS } from './other-constructs';
import { OWN_LIBRARY } from './own-library';
import { APIS, CONSENT, ENCRYPTED, GUARDED, LOGS, RESOURCES } from './resources';

export const VALID = [...OWN_LIBRARY, ...OTHER_CONSTRUCTS, ...HAND_WRITTEN, ...AWS_INTEG, RESOURCES, LOGS, APIS, HTTP, GUARDED, CONSENT, ENCRYPTED];
