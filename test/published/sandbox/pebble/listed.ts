/** The functions and filters that Kestra lists for expressions. */
export interface PebbleLists {
  functions: readonly (string | { name: string; arguments: { name: string; defaultValue?: string }[] })[];
  filters: readonly string[];
}

const words = (text: string) => text.split(' ');

/** 1.3: only names. */
export const PEBBLE_1_3: PebbleLists = {
  functions: words(
    'currentEachOutput decrypt encrypt errorLogs fetchContext fileExists fileSize fileURI fromIon ' +
      'fromJson http id isFileEmpty json ksuid kv max min nanoId now printContext randomInt randomPort ' +
      'range read render renderOnce secret subflow tasksWithState uuid yaml',
  ),
  filters: words(
    'abbreviate abs base64decode base64encode capitalize chunk className date dateAdd default distinct ' +
      'endsWith escapeChar first flatten format indent join jq json keys last length lower md5 merge ' +
      'nindent nl2br number numberFormat replace reverse rsort sha1 sha256 sha512 slice slugify sort ' +
      'split startsWith string substringAfter substringAfterLast substringBefore substringBeforeLast ' +
      'timestamp timestampMicro timestampMilli timestampNano title toIon toJson trim upper urldecode ' +
      'urlencode values yaml',
  ),
};

/** 2.0: with arguments, and the text that the editor inserts. */
export const PEBBLE_2_0: PebbleLists = {
  functions: described(`
  dayOfMonth|date
  dayOfWeek|date
  decrypt|key=secret('encryption_key')|encrypted=outputs.request.encryptedBody
  encrypt|key=secret('encryption_key')|plaintext='value_to_encrypt'
  env|name='ENV_NAME'|default
  errorLogs
  fetchContext
  fileExists|path=outputs.download.uri|namespace=flow.namespace
  fileSize|path=outputs.download.uri|namespace=flow.namespace
  fileURI|path='a/namespace/file'|namespace|revision
  fromIon|ion=read('ion/namespace/file')|allRows
  fromJson|json=read('json/namespace/file')
  hourOfDay|date
  http|uri='https://example.com'|method='GET'|query|body|contentType|headers|options|accept
  id
  isDayWeekInMonth|date|dayOfWeek|position
  isFileEmpty|path=outputs.download.uri|namespace=flow.namespace
  isLastWorkingDay|date|workingDays
  isPublicHoliday|date|countryCode|subDivision
  isWeekend|date
  ksuid
  kv|key='my_key'|namespace=flow.namespace|errorOnMissing
  loopOutputs|outputs=outputs.myLoop.outputs|name='myOutputName'
  max
  min
  monthOfYear|date
  nanoId|length|alphabet
  now|format|timeZone|existingFormat|locale
  printContext
  randomInt|lower=0|upper=10
  randomPort
  range|start|end|increment
  read|path='a/namespace/file'|namespace=flow.namespace|revision
  render|toRender=inputs.inputWithPebble|recursive=true
  renderOnce|toRender=inputs.inputWithPebble
  secret|key='MY_SECRET'|namespace=flow.namespace|subkey|full
  subflow|namespace='company.team'|id='my_subflow'|inputs={'my_input': 'my_value'}|revision|labels|timeout
  tasksWithState|state='FAILED'
  uuid
  yaml|yaml=inputs.yamlInput
`),
  filters: words(
    'abbreviate abs base64decode base64encode capitalize chunk className date dateAdd default distinct ' +
      'endsWith escapeChar first flatten format indent join jq keys last length lower md5 merge nindent ' +
      'nl2br number numberFormat regexExtract regexMatch regexReplace replace reverse rsort sha1 sha256 ' +
      'sha512 slice slugify sort split startsWith string substringAfter substringAfterLast ' +
      'substringBefore substringBeforeLast timestamp timestampMicro timestampMilli timestampNano title ' +
      'toIon toJson trim upper urldecode urlencode values yaml',
  ),
};

/** One function a line: its name, and its arguments after bars. */
function described(lines: string): PebbleLists['functions'] {
  return lines
    .trim()
    .split('\n')
    .map((line) => {
      const [name = '', ...parts] = line.trim().split('|');
      return { name, arguments: parts.map(argument) };
    });
}

function argument(part: string) {
  const [, name = '', defaultValue] = /^(\w+)(?:=(.*))?$/.exec(part) ?? [];
  return { name, ...(defaultValue !== undefined && { defaultValue }) };
}
