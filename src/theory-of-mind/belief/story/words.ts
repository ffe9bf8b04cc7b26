/** Words of stories about who is where and what lies where, as parts of regular expressions. */

/** Before a place. */
export const IN =
  "(?:inside of|on top of|out of|away from|next to|into|inside|within|onto|under|beneath|behind|from|to|in|on|at|by|of)";

/** Before the place that something is put to. */
export const INTO =
  "(?:inside of|on top of|into|inside|within|onto|under|beneath|behind|to|in|on|at)";

const GO = [
  "comes?|came|walk(?:s|ed)?|goes|went|step(?:s|ped)?|runs?|ran|mov(?:es|ed)|head(?:s|ed)?|stroll(?:s|ed)?",
  "wander(?:s|ed)?|rush(?:es|ed)?|returns?|returned|hurr(?:ies|ied)|got|gets|slip(?:s|ped)|sneak(?:s|ed)|snuck|pops?|popped",
  "ma(?:kes|de) (?:his|her|their) way|travel(?:s|led|ed)?|proceed(?:s|ed)?|ventur(?:es|ed)|march(?:es|ed)",
].join("|");

/** Somebody comes into a place. */
export const ENTER = [
  "(?:re-?)?enter(?:s|ed)?",
  `(?:${GO})(?: back)?(?: over)? (?:into|inside|to|in|onto)`,
  "arriv(?:es|ed) (?:in|at|to)",
  "reach(?:es|ed)",
].join("|");

/** Somebody goes out of a place. */
export const LEAVE = [
  "exit(?:s|ed)?",
  "left|leaves",
  "depart(?:s|ed)?(?: from)?",
  `(?:${GO}) (?:out of|out from|outside of|away from|from|out)`,
  "vacat(?:es|ed)",
].join("|");

/** Somebody puts a thing somewhere. */
export const MOVE = [
  "mov(?:es|ed)|puts?|plac(?:es|ed)|transfer(?:s|red)|shift(?:s|ed)|relocat(?:es|ed)|transport(?:s|ed)|carr(?:ies|ied)",
  "took|takes|brought|brings|switch(?:es|ed)|hid|hides|stor(?:es|ed)|tuck(?:s|ed)|drop(?:s|ped)|stash(?:es|ed)",
  "slid|slides|sets?|deposit(?:s|ed)|laid|lays|return(?:s|ed)|push(?:es|ed)|conveyed|conveys|repositioned|displaced",
].join("|");

/** The same, done to a thing. */
export const MOVED =
  "moved|put|placed|transferred|shifted|relocated|transported|carried|taken|brought|switched|hidden|stored|tucked|" +
  "dropped|stashed|slid|set|deposited|laid|returned|pushed|conveyed|repositioned|displaced";

/** Somebody or something is somewhere. */
export const LIES =
  "(?:(?:is|are|was|were|lies|lay|sits?|sat|rests?|rested|remains?|remained|stands?|stood|(?:can|could|may) be)" +
  "(?: (?:also|now|currently|already|still|located|kept|stored|placed|found|situated|hidden|sitting|lying|resting|standing|waiting|contained|seen))*)";

/** Somebody says something; what is said follows on "that". */
export const SAY =
  "(?:(?:privately|publicly|secretly|loudly|quietly|openly|falsely) )?(?:tells?|told|inform(?:s|ed)|claim(?:s|ed)|says?|said|" +
  "announc(?:es|ed)|whisper(?:s|ed)|lets?|mention(?:s|ed)|reveal(?:s|ed)|notif(?:ies|ied)|assur(?:es|ed))";

/** What changes nobody's belief of where anything is. */
export const NOTHING =
  "(?:really |also |absolutely |truly )?(?:likes?|liked|dislik(?:es|ed)|lov(?:es|ed)|hat(?:es|ed)|prefer(?:s|red)|enjoy(?:s|ed)|ador(?:es|ed)|detest(?:s|ed)|" +
  "despis(?:es|ed)|loath(?:es|ed)|wants?|wanted|needs?|needed|saw|sees|lost|loses|made|makes|stayed|stays|wait(?:s|ed)|thinks?|thought|" +
  "feels?|felt|sang|sings|smil(?:es|ed)|sneez(?:es|ed)|cough(?:s|ed)|has|had|(?:is|was) fond|cares?|cared|can(?:'|no)t|finds?|" +
  "does|doesn't|did|didn't|wears?|wore|eats?|ate|drank|drinks)";
