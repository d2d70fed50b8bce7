import { describeReplay } from './replay/describe-replay.js';
import { NOT_SERVED } from './replay/not-served-authoring.js';
import { UNRECORDED } from './replay/unrecorded-authoring.js';

describeReplay('1.3-oss-authoring.json', 'oss-1.3', NOT_SERVED, UNRECORDED);
