import { describeReplay } from './replay/describe-replay.js';
import { NOT_SERVED } from './replay/not-served-2.0.js';
import { UNRECORDED } from './replay/unrecorded-2.0.js';

describeReplay('2.0-oss.json', 'oss-2.0', NOT_SERVED, UNRECORDED);
