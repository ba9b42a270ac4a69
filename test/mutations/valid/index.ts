import { HAND_WRITTEN } from './hand-written';
import { OTHER_CONSTRUCTS } from './other-constructs';
import { OWN_LIBRARY } from './own-library';

export const VALID = [...OWN_LIBRARY, ...OTHER_CONSTRUCTS, ...HAND_WRITTEN];
