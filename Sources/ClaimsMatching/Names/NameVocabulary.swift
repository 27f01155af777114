/// Small words around names. Compared without case, diacritics and full stops.
enum NameVocabulary {
    /// Words before a surname that come and go: articles, prepositions, patronymic markers, connectors.
    static let particles = words(
        """
        van der den de ter ten te op von dem vom zu zum zur und af av du des la las los le les del della dello delle degli
        dei dal dalla di da das do dos dels al el ul ur ud bin ibn ben bint binti binte bat ould walad anak ni nic ua
        ap ab ferch
        """)

    /// Particles that directories sort behind the surname, `Meer van der`. None that says whose child somebody is: Ali bin
    /// Hassan is not Hassan bin Ali. Al, El and Do are names of their own too.
    static let sortedBehind = particles.subtracting(
        words("bin ibn ben bint binti binte bat ould walad anak ni nic ua ap ab ferch ul ur ud al el do"))

    /// Words between two surnames. In front of a surname the same letters are initials.
    static let connectors = words("e y i")

    static let honorifics = words(
        """
        mr mister mrs ms miss mx master dr doctor prof professor rev reverend fr father sir dame lord lady hon judge capt
        captain lt sgt maj col gen adm pres herr frau hr fraulein ing mag monsieur m madame mme mademoiselle mlle me maitre
        senor sr senora sra senorita srta don dona dom sig signor signora dott avv arch senhor senhora sri shri smt km
        kumari shrimati sardar haji hajji hadji hj sheikh shaikh shaykh sayyid syed sidi mawlana maulana ustad bey hanim
        mgr mudr judr mvdr dipl engr adv arq lic drs bapak ibu pak
        tun dato datuk datin puan encik cik pan pani gospodin gospoda
        """)

    /// Honorifics that are also names: taken off only when two words remain.
    static let honorificNames = words(
        """
        ms mx master fr sir dame lord lady hon judge maj col gen adm pres ing mag me don dona dom sig arch sri shri kumari
        sardar haji sheikh shaikh sayyid syed sidi bey tun puan pan pani m km
        """)

    static let postnominals = words(
        "cissp pmp cfa ceng frcs csc esq phd md dds mba msc bsc cpa jd rn pe obe mbe cbe kc qc ret")

    /// Generation suffixes and what they mean. `V` is left out: it is more often an initial.
    static let generations: [String: String] = [
        "jr": "jr", "jnr": "jr", "junior": "jr", "filho": "jr", "hijo": "jr", "fils": "jr",
        "sr": "sr", "snr": "sr", "senior": "sr", "pere": "sr",
        "ii": "2", "2nd": "2", "iii": "3", "3rd": "3", "iv": "4", "4th": "4", "5th": "5",
    ]

    /// Titles and suffixes that nobody is called. Of the rest, Maulana, Lady, Pere and Kc are names too.
    static let neverNames = honorifics.subtracting(honorificNames).union(postnominals).union(generations.keys)
        .union(words("ms mx sir")).subtracting(
            words("miss hajji hadji shaykh mawlana maulana ustad hanim pe kc junior filho hijo fils senior pere iv"))

    /// What documents print where there is no name: unknown, none, or a filler for the field.
    static let absentNames = words("fnu lnu nmn xxx unknown")

    private static func words(_ text: String) -> Set<String> {
        Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
    }
}
