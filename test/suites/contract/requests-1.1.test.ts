import { describeRequestsTo } from './requests/contract.js';

describeRequestsTo('1.1');
