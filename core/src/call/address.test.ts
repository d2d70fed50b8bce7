import { describe, expect, it } from '@jest/globals';
import { placeAt } from './address.js';

const RUN = { namespace: 'company.team', flow_id: 'etl', execution_id: '4KhZ9' };
const FLOW = { namespace: 'company.team', flow_id: 'etl' };

describe('placeAt', () => {
  it.each([
    ['http://localhost:8080/ui/main/executions/company.team/etl/4KhZ9', RUN],
    ['https://kestra.example.com/ui/acme/executions/company.team/etl/4KhZ9/gantt?x=1#top', RUN],
    ['https://example.com/tools/kestra/ui/main/executions/company.team/etl/4KhZ9', RUN],
    ['http://localhost:8080/ui/executions/company.team/etl/4KhZ9', RUN],
    [' /ui/main/executions/company.team/etl/4KhZ9 \n', RUN],
    ['http://h/ui/main/flows/edit/company.team/etl', FLOW],
    ['http://h/ui/main/flows/edit/company.team/etl/executions', FLOW],
    ['http://h/ui/flows/edit/company.team/etl/', FLOW],
    ['http://h/ui/main/namespaces/edit/company.team/kv', { namespace: 'company.team' }],
  ])('%s', (text, place) => {
    expect(placeAt(text)).toEqual(place);
  });

  it.each([
    'http://h/ui/main/executions/company.team/etl',
    'http://h/ui/main/executions',
    'http://h/ui/main/flows/edit/company.team',
    'http://h/ui/main/flows/new',
    'http://h/ui/main/namespaces/edit',
    'http://h/api/v1/main/executions/company.team/etl/4KhZ9',
    'http://h/main/executions/company.team/etl/4KhZ9',
    'javascript://h/ui/main/executions/company.team/etl/4KhZ9',
    'see http://h/ui/main/executions/company.team/etl/4KhZ9',
    'http://[/ui/main/executions/company.team/etl/4KhZ9',
    `http://h/${'a/'.repeat(1_000)}ui/main/executions/company.team/etl/4KhZ9`,
    'etl',
    '',
  ])('is not one: %.60s', (text) => {
    expect(placeAt(text)).toBeUndefined();
  });
});
