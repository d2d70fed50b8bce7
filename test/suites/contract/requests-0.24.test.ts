import { describeRequestsTo } from './requests/contract.js';

describeRequestsTo('0.24');
