import { stem, wordsOf } from './words.js';

/** What people say, and other words for it. Plain English, nothing specific to an instance. */
const SAID: readonly (readonly [said: string, meant: string])[] = [
  ['wait hold halt suspend', 'pause sleep'],
  ['resume', 'pause'],
  ['delay postpone second minute', 'sleep pause delay duration'],
  ['approve approval confirm confirmation permission consent review signoff', 'pause approve approval'],
  ['human person people manager user ask somebody someone manual manually', 'pause approve approval'],
  ['every daily hourly weekly monthly yearly nightly quarterly', 'schedule cron'],
  ['recurring recurrent regularly periodic periodically timer timetable', 'schedule cron'],
  ['morning evening night noon midnight day hour week month cron', 'schedule cron'],
  ['monday tuesday wednesday thursday friday weekday', 'schedule cron day week'],
  ['calendar', 'date schedule'],
  ['christmas easter', 'holiday date'],
  ['vacation', 'holiday'],
  ['saturday sunday', 'weekend schedule'],
  ['january february april june july august september october november december', 'date schedule'],
  ['office business during', 'between time weekday'],
  ['clock', 'time'],
  ['api rest endpoint url web website webpage https curl internet online ping server', 'http request'],
  ['scrape crawl internet web url pull', 'download'],
  ['call invoke', 'request subflow'],
  ['post patch header', 'http request'],
  ['fetch', 'download get request'],
  ['retrieve load lookup read', 'get read'],
  ['save store persist remember put assign', 'set put write store upload'],
  ['remote', 'download http'],
  ['store', 'storage'],
  ['get', 'download'],
  ['list enumerate', 'keys'],
  ['create make generate content', 'write create'],
  ['write', 'set put'],
  ['update change modify overwrite', 'set update put'],
  ['remove erase drop clear clean cleanup wipe', 'delete purge remove'],
  ['remove clear', 'unset'],
  ['old older expired outdated stale retention housekeeping prune', 'purge expire'],
  ['print say echo console stdout', 'log message'],
  ['message text', 'log'],
  ['loop iterate iteration foreach', 'each loop'],
  ['while', 'loop until'],
  ['array map batch bulk multiple', 'each item'],
  ['repeat repeatedly again retry keep poll', 'loop until'],
  ['poll watch listen event', 'trigger'],
  ['parallel simultaneous concurrent concurrency together async asynchronous', 'parallel concurrent'],
  ['sequence sequential series serial consecutive order', 'sequential'],
  ['branch decide choose whether otherwise else when depending', 'if switch'],
  ['conditional conditionally skip', 'if condition'],
  ['case option route', 'switch'],
  ['error crash abort throw raise failure break', 'fail failure error'],
  ['ignore tolerate despite continue anyway optional', 'allow failure'],
  ['stop end quit terminate cancel abort early halt kill', 'exit terminate kill'],
  ['check verify validate ensure expect test compare', 'assert check'],
  ['tag annotate', 'label'],
  ['child nested nest reuse reusable', 'subflow'],
  ['merge combine join append glue', 'concat merge'],
  ['divide partition chunk piece slice cut segment', 'split'],
  ['duplicate unique distinct dedupe twice repeat', 'deduplicate duplicate'],
  ['match where subset select', 'filter'],
  ['row line', 'item row'],
  ['big large length bytes', 'size'],
  ['folder workspace temporary share', 'directory working'],
  ['statistic gauge counter measure monitor', 'metric'],
  ['depend dependent dependency acyclic directed', 'dag dependency'],
  ['incoming receive callback external hook', 'webhook'],
  ['container image isolated isolation', 'docker container'],
  ['host local locally machine', 'process local'],
  ['push', 'upload'],
  ['flag', 'if condition'],
  ['code', 'script process'],
  ['enable disable activate deactivate', 'toggle'],
  ['shell bash command cli', 'script shell command process'],
  ['script', 'script process'],
  ['notify alert inform notification', 'notification message alert'],
  ['mail', 'email'],
  ['database sql', 'query sql'],
  ['expose export result pass', 'output'],
  ['stream live', 'sse stream'],
  ['diagram plot graph', 'chart'],
  ['histogram', 'bar'],
  ['percentage', 'pie'],
  ['trend', 'time series'],
  ['troubleshoot inspect', 'debug'],
  ['key keyvalue pair', 'kv key'],
  ['start begin launch react', 'trigger'],
  ['either any', 'or'],
  ['opposite negate except', 'not'],
  ['attempt', 'retry'],
  ['state succeed successful', 'status'],
  ['backwards flip invert', 'reverse'],
  ['zip gzip compress', 'archive compress'],
  ['unzip extract', 'decompress extract archive'],
  ['publish emit send', 'publish send'],
];

const UNITS = 'seconds?|minutes?|mins?|hours?|days?|weeks?|months?';
const DAYS = '(mon|tues|wednes|thurs|fri|satur|sun)days?';
const TIMES = `mornings?|evenings?|afternoons?|nights?|${UNITS}|${DAYS}|weekdays?|weekends?|years?|quarters?`;

/** The same for phrases. */
const PHRASES: readonly (readonly [said: RegExp, meant: string])[] = [
  [
    new RegExp(`\\b(each|every|once an?|twice an?) (\\d+ |other |first |last )?(${TIMES})\\b`),
    'schedule cron',
  ],
  [/\bat (\d{1,2}([:.]\d\d)?( ?[ap]\.?m\b)?|noon|midnight)/, 'schedule cron'],
  [/\b(certain|specific|particular|given|fixed) (dates|days)\b/, 'schedule dates'],
  [/\bat (the same time|once)\b|\bin parallel\b|\bfan out\b/, 'parallel concurrent each'],
  [/\bone (after|by) (an?other|one)\b|\bin (order|sequence)\b|\bstep by step\b/, 'sequential'],
  [/\b(flow|workflow|pipeline) (has |is )?(finish|end|complet|succe|fail|done)\w*/, 'trigger flow'],
  [/\b(an?other|child|different) (flow|workflow|one)\b/, 'subflow flow'],
  [/\bwait (for|until|till)\b.*\b(complet|finish|done|ready|available|end|exist|status)\w*/, 'until loop'],
  [/\b((for|of) )?(each|every|all) (row|item|line|file|record)s?\b/, 'each loop item'],
  [/\b(iterat|loop|go)\w* (over|through)\b/, 'each loop'],
  [/\b(for|of) (each|every|all)\b|\b(each|every) (value|one|element|entry)\b/, 'each loop'],
  [/\bsub[ -]?(flow|workflow)s?\b/, 'subflow'],
  [/\b(break|chop|cut|divide)\w*(?=.*\binto\b)/, 'split'],
  [/\blet\b(?=.*\b(start|trigger|launch)\w*)/, 'webhook trigger'],
  [/\bhuman in the loop\b|\bsign[ -]?off\b|\bgo[ -]ahead\b|\bgreen light\b/, 'pause approval'],
  [
    /\b(only|not) (do|run|execute)?( it| this| that| a task)? ?(if|when|unless)\b|\bonly (do|run|execute)\b/,
    'if condition',
  ],
  [/\b(check|poll|watch|monitor)\w*(?=.*\b(url|endpoint|website|page|api|service)\b)/, 'http trigger until'],
  [/\b(start|trigger|launch|begin)\w*(?=.*\b(url|endpoint|http call|api call)\b)/, 'webhook trigger'],
  [/\b(start|begin|run|trigger) (it |a flow |the flow |a workflow )?(when|whenever|as soon)\b/, 'trigger'],
  [/\beven (if|when)\b.*\b(fail|error|break|crash)\w*/, 'allow failure'],
  [/\b(not|never|without|n’t|n't) (make |let )?(the )?(fail|break|stop)\w*/, 'allow failure'],
  [/\b(old|past|previous|finished|current|this|failed) runs?\b/, 'execution'],
  [/\bmy (flow|workflow) from\b|\bfrom outside\b/, 'webhook trigger'],
  [/\b(url|endpoint|address)\b.*\b(start|trigger|launch)\w*/, 'webhook trigger'],
  [/\bget rid of\b|\bthrow away\b/, 'delete purge'],
  [/\bolder than\b/, 'purge old'],
  [/\b(go|carry|keep) (on|going)\b/, 'continue allow'],
  [/\bonly (the |those )?(rows|lines|items|records)\b/, 'filter items'],
  [/\b(key[ -]?value|kv)( (store|pairs?|entry|entries))?\b/, 'kv'],
  [/\bserver[ -]sent\b/, 'sse'],
  [/\bhow (big|large|long)\b/, 'size'],
  [/\blook(s|ed)? up\b/, 'get read'],
  [/\b(write|add|send|output|put)\b.*\blogs?\b/, 'log message'],
  [/\bhello,? world\b/, 'log message'],
  [/\bif\b.*\belse\b/, 'if'],
  [/\bworking days?\b/, 'weekday'],
];

const STEMS = new Map<string, readonly string[]>();
for (const [said, meant] of SAID) {
  for (const word of wordsOf(said).map(stem)) {
    STEMS.set(word, [...(STEMS.get(word) ?? []), ...wordsOf(meant).map(stem)]);
  }
}

/** The stems of the synonyms of a stem. */
export function synonymsOf(known: string): readonly string[] {
  return STEMS.get(known) ?? [];
}

/** The stems that the phrases of a text mean, and the text without the phrases. */
export function phrasesIn(text: string): { meant: string[]; rest: string } {
  let rest = text.toLowerCase();
  const meant = PHRASES.flatMap(([phrase, words]) => {
    const left = rest.replace(phrase, ' ');
    if (left === rest) return [];
    rest = left;
    return wordsOf(words).map(stem);
  });
  return { meant, rest };
}
