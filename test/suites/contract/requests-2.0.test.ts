import { describeRequestsTo } from './requests/contract.js';

describeRequestsTo('2.0');
