<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en_US">
<context>
    <name>CoreText</name>
    <message>
        <source>Most relays failed together: this computer seems to be offline.</source>
        <translation>Die meisten Relays fielen zugleich aus: Dieser Computer scheint offline zu sein.</translation>
    </message>
    <message>
        <source>%1 of %2 relays connected</source>
        <translation>%1 von %2 Relays verbunden</translation>
    </message>
    <message>
        <source>Not started</source>
        <translation>Nicht gestartet</translation>
    </message>
    <message>
        <source>Batches committed: %1</source>
        <translation>Geschriebene Stapel: %1</translation>
    </message>
    <message>
        <source>Snapshots: %1</source>
        <translation>Momentaufnahmen: %1</translation>
    </message>
    <message>
        <source>This computer seems to be offline: no relay is blamed.</source>
        <translation>Dieser Computer scheint offline zu sein: Keinem Relay wird es angelastet.</translation>
    </message>
    <message>
        <source>Checks: %1</source>
        <translation>Prüfungen: %1</translation>
    </message>
    <message>
        <source>%1 is too large for a relay list.</source>
        <translation>%1 ist zu groß für eine Relayliste.</translation>
    </message>
    <message>
        <source>%1 is no text file.</source>
        <translation>%1 ist keine Textdatei.</translation>
    </message>
    <message>
        <source>%1 is no valid JSON.</source>
        <translation>%1 ist kein gültiges JSON.</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2</source>
        <translation>%1 ist nicht lesbar: %2</translation>
    </message>
    <message>
        <source>The built-in list</source>
        <translation>Die eingebaute Liste</translation>
    </message>
    <message>
        <source>the first %1 rows</source>
        <translation>die ersten %1 Zeilen</translation>
    </message>
    <message>
        <source>The database is not open.</source>
        <translation>Die Datenbank ist nicht geöffnet.</translation>
    </message>
    <message>
        <source>Too many questions wait already. Try again in a moment.</source>
        <translation>Zu viele Anfragen warten schon. Gleich noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>Another process imports into this database. Try again when it is done.</source>
        <translation>Ein anderer Prozess importiert in diese Datenbank. Danach noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Another task works on the database. Start this one when it is done.</source>
        <translation>Eine andere Aufgabe arbeitet an der Datenbank. Diese danach starten.</translation>
    </message>
    <message>
        <source>It cannot be opened.</source>
        <translation>Sie lässt sich nicht öffnen.</translation>
    </message>
    <message>
        <source>The database does not take the events; they are kept and stored when it does.</source>
        <translation>Die Datenbank nimmt die Events nicht an; sie werden behalten und gespeichert, sobald es geht.</translation>
    </message>
    <message>
        <source>Cancelled. The events read so far are stored.</source>
        <translation>Abgebrochen. Die bis dahin gelesenen Events sind gespeichert.</translation>
    </message>
    <message>
        <source>%1 cannot be opened: %2.</source>
        <translation>%1 lässt sich nicht öffnen: %2.</translation>
    </message>
    <message>
        <source>%1, line %2: %3 What came before is stored.</source>
        <translation>%1, Zeile %2: %3 Was davor kam, ist gespeichert.</translation>
    </message>
    <message>
        <source>It cannot be read to its end.</source>
        <translation>Sie ist nicht bis zum Ende lesbar.</translation>
    </message>
    <message>
        <source>It is damaged or cut short.</source>
        <translation>Sie ist beschädigt oder abgeschnitten.</translation>
    </message>
    <message>
        <source>It is compressed in a way that is not read. Unpack it, or use gzip or zstd.</source>
        <translation>Sie ist auf eine Art komprimiert, die nicht gelesen wird. Entpacken, oder gzip oder zstd verwenden.</translation>
    </message>
    <message>
        <source>It ends inside an array.</source>
        <translation>Sie endet mitten in einer Liste.</translation>
    </message>
    <message>
        <source>It cannot be opened: %1.</source>
        <translation>Sie lässt sich nicht öffnen: %1.</translation>
    </message>
    <message>
        <source>it is not a plain file</source>
        <translation>keine gewöhnliche Datei</translation>
    </message>
    <message>
        <source>Another file was put in the place of the database %1. What comes now is lost when this program ends.</source>
        <translation>An die Stelle der Datenbank %1 wurde eine andere Datei gesetzt. Was jetzt kommt, geht am Ende des Programms verloren.</translation>
    </message>
    <message>
        <source>The database %1 was moved, deleted or its disk was removed. What comes now is lost when this program ends.</source>
        <translation>Die Datenbank %1 wurde verschoben, gelöscht, oder ihr Datenträger wurde entfernt. Was jetzt kommt, geht am Ende des Programms verloren.</translation>
    </message>
    <message>
        <source>%1 is the database itself. Choose another file.</source>
        <translation>%1 ist die Datenbank selbst. Eine andere Datei wählen.</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2.</source>
        <translation>%1 lässt sich nicht schreiben: %2.</translation>
    </message>
    <message>
        <source>%1: There is a file of that name already. Choose another one.</source>
        <translation>%1: Eine Datei dieses Namens gibt es schon. Einen anderen wählen.</translation>
    </message>
    <message>
        <source>The database is in use by pid %1. Close that program, or use another --db.</source>
        <translation>Die Datenbank wird vom Prozess %1 benutzt. Dieses Programm schließen, oder mit --db eine andere verwenden.</translation>
    </message>
    <message>
        <source>The file is not a database. Choose another file; this one was not changed.</source>
        <translation>Die Datei ist keine Datenbank. Eine andere Datei wählen; diese wurde nicht verändert.</translation>
    </message>
    <message>
        <source>The database belongs to another program. Choose another file; this one was not changed.</source>
        <translation>Die Datenbank gehört einem anderen Programm. Eine andere Datei wählen; diese wurde nicht verändert.</translation>
    </message>
    <message>
        <source>The database was made by a newer Nostrscope (format %1). Update Nostrscope, or choose another file; this one was not changed.</source>
        <translation>Die Datenbank stammt von einem neueren Nostrscope (Format %1). Nostrscope aktualisieren, oder eine andere Datei wählen; diese wurde nicht verändert.</translation>
    </message>
    <message>
        <source>The database is damaged%1. Run &quot;db check&quot;, and restore a backup or export what can be read.</source>
        <translation>Die Datenbank ist beschädigt%1. &quot;db check&quot; ausführen und eine Sicherung zurückspielen oder exportieren, was lesbar ist.</translation>
    </message>
    <message>
        <source>The database cannot be written%1. Check the permissions of the file and its folder.</source>
        <translation>Die Datenbank ist nicht beschreibbar%1. Die Rechte der Datei und ihres Ordners prüfen.</translation>
    </message>
    <message>
        <source>The disk is full%1. Free some space; what waits is kept and stored then.</source>
        <translation>Der Datenträger ist voll%1. Platz schaffen; was wartet, wird behalten und dann gespeichert.</translation>
    </message>
    <message>
        <source>The database cannot be opened%1. Check that the folder exists and may be read.</source>
        <translation>Die Datenbank lässt sich nicht öffnen%1. Prüfen, ob es den Ordner gibt und er lesbar ist.</translation>
    </message>
    <message>
        <source>The database is locked by another program%1. Close it and try again.</source>
        <translation>Die Datenbank ist von einem anderen Programm gesperrt%1. Es schließen und noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The question took too long and was ended. Try a shorter range.</source>
        <translation>Die Anfrage dauerte zu lange und wurde beendet. Einen kürzeren Zeitraum versuchen.</translation>
    </message>
    <message>
        <source>The database is closed.</source>
        <translation>Die Datenbank ist geschlossen.</translation>
    </message>
    <message>
        <source>The archive cannot be written%1. Nothing was removed.</source>
        <translation>Das Archiv lässt sich nicht schreiben%1. Nichts wurde entfernt.</translation>
    </message>
    <message>
        <source>The database failed%1.</source>
        <translation>Die Datenbank versagte%1.</translation>
    </message>
    <message>
        <source>the newest %1 events</source>
        <translation>die neuesten %1 Events</translation>
    </message>
    <message>
        <source>retention removed events of a part of a day; whole days still count them</source>
        <translation>die Aufbewahrung entfernte Events eines Teils eines Tages; ganze Tage zählen sie noch mit</translation>
    </message>
    <message>
        <source>%1 exists already.</source>
        <translation>%1 gibt es schon.</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>%1 kann nicht geschrieben werden: %2</translation>
    </message>
    <message>
        <source>The file of priorities %1 cannot be read: %2</source>
        <translation>Die Datei der Prioritäten %1 kann nicht gelesen werden: %2</translation>
    </message>
    <message>
        <source>The file of priorities %1 is no list of relays.</source>
        <translation>Die Datei der Prioritäten %1 ist keine Liste von Relays.</translation>
    </message>
    <message>
        <source>The disk is nearly full: nothing is fetched. Make room, or remove old events.</source>
        <translation>Die Platte ist fast voll: Es wird nichts geholt. Platz schaffen oder alte Ereignisse entfernen.</translation>
    </message>
    <message>
        <source>A recording is going on already.</source>
        <translation>Es läuft schon eine Aufzeichnung.</translation>
    </message>
    <message>
        <source>Other replays are going on. Start this one when they are done.</source>
        <translation>Andere Wiedergaben laufen noch. Starten Sie diese, wenn sie fertig sind.</translation>
    </message>
    <message>
        <source>%1: The file could not be read to its end.</source>
        <translation>%1: Die Datei konnte nicht bis zum Ende gelesen werden.</translation>
    </message>
    <message>
        <source>%1: The file is no recording of Nostrscope.</source>
        <translation>%1: Die Datei ist keine Aufzeichnung von Nostrscope.</translation>
    </message>
    <message>
        <source>%1: The file is a recording of a later version of Nostrscope.</source>
        <translation>%1: Die Datei ist eine Aufzeichnung einer späteren Version von Nostrscope.</translation>
    </message>
    <message>
        <source>%1: The file has no end, as the recorder was killed or the file is not whole; what there is was replayed.</source>
        <translation>%1: Die Datei hat kein Ende, weil die Aufzeichnung abgebrochen wurde oder die Datei nicht vollständig ist; was da ist, wurde wiedergegeben.</translation>
    </message>
    <message>
        <source>%1: The file is damaged; what comes before the damage was replayed.</source>
        <translation>%1: Die Datei ist beschädigt; was vor der Beschädigung steht, wurde wiedergegeben.</translation>
    </message>
    <message>
        <source>No temporary folder can be made: %1.</source>
        <translation>Es kann kein temporärer Ordner angelegt werden: %1.</translation>
    </message>
    <message>
        <source>%1 exists already. A replay needs a new file.</source>
        <translation>%1 gibt es schon. Eine Wiedergabe braucht eine neue Datei.</translation>
    </message>
    <message>
        <source>The list is too large.</source>
        <translation>Die Liste ist zu groß.</translation>
    </message>
    <message>
        <source>The list has too many entries.</source>
        <translation>Die Liste hat zu viele Einträge.</translation>
    </message>
    <message>
        <source>It is no text.</source>
        <translation>Es ist kein Text.</translation>
    </message>
    <message>
        <source>It is no JSON.</source>
        <translation>Es ist kein JSON.</translation>
    </message>
    <message>
        <source>There is no relay in it.</source>
        <translation>Es enthält kein Relay.</translation>
    </message>
    <message>
        <source>The domain does not know this name.</source>
        <translation>Die Domain kennt diesen Namen nicht.</translation>
    </message>
    <message>
        <source>The answer is not the document of NIP-05.</source>
        <translation>Die Antwort ist nicht das Dokument von NIP-05.</translation>
    </message>
    <message>
        <source>The domain names no relay for it.</source>
        <translation>Die Domain nennt kein Relay dafür.</translation>
    </message>
    <message>
        <source>It is no NIP-05 identifier: name@domain is expected.</source>
        <translation>Das ist kein NIP-05-Name: erwartet wird name@domain.</translation>
    </message>
    <message>
        <source>The server did not answer in time.</source>
        <translation>Der Server hat nicht rechtzeitig geantwortet.</translation>
    </message>
    <message>
        <source>%1 is no address of a web page.</source>
        <translation>%1 ist keine Adresse einer Webseite.</translation>
    </message>
    <message>
        <source>%1 can only be reached through a proxy, which is not done here.</source>
        <translation>%1 ist nur über einen Proxy erreichbar; das geschieht hier nicht.</translation>
    </message>
    <message>
        <source>There is no address for %1.</source>
        <translation>Für %1 gibt es keine Adresse.</translation>
    </message>
    <message>
        <source>%1 leads into a private network.</source>
        <translation>%1 führt in ein privates Netz.</translation>
    </message>
    <message>
        <source>It is longer than %1 bytes.</source>
        <translation>Es ist länger als %1 Bytes.</translation>
    </message>
    <message>
        <source>The connection failed: %1</source>
        <translation>Die Verbindung ist fehlgeschlagen: %1</translation>
    </message>
    <message>
        <source>The server answered HTTP %1.</source>
        <translation>Der Server antwortete mit HTTP %1.</translation>
    </message>
    <message>
        <source>The answer was cut: %1</source>
        <translation>Die Antwort wurde abgeschnitten: %1</translation>
    </message>
    <message>
        <source>The server redirects to nowhere.</source>
        <translation>Der Server leitet nirgendwohin um.</translation>
    </message>
    <message>
        <source>The server redirects to %1, which is not protected.</source>
        <translation>Der Server leitet zu %1 um; das ist nicht geschützt.</translation>
    </message>
    <message>
        <source>The server redirects too often, at last to %1.</source>
        <translation>Der Server leitet zu oft um, zuletzt zu %1.</translation>
    </message>
</context>
<context>
    <name>Kind</name>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Recommended relay (old)</source>
        <translation>Empfohlenes Relay (alt)</translation>
    </message>
    <message>
        <source>Follow list</source>
        <translation>Follow-Liste</translation>
    </message>
    <message>
        <source>Direct message (old)</source>
        <translation>Direktnachricht (alt)</translation>
    </message>
    <message>
        <source>Deletion request</source>
        <translation>Löschanfrage</translation>
    </message>
    <message>
        <source>Repost</source>
        <translation>Repost</translation>
    </message>
    <message>
        <source>Reaction</source>
        <translation>Reaktion</translation>
    </message>
    <message>
        <source>Badge award</source>
        <translation>Abzeichenverleihung</translation>
    </message>
    <message>
        <source>Chat message</source>
        <translation>Chatnachricht</translation>
    </message>
    <message>
        <source>Thread</source>
        <translation>Thread</translation>
    </message>
    <message>
        <source>Seal</source>
        <translation>Siegel</translation>
    </message>
    <message>
        <source>Direct message</source>
        <translation>Direktnachricht</translation>
    </message>
    <message>
        <source>File message</source>
        <translation>Dateinachricht</translation>
    </message>
    <message>
        <source>Generic repost</source>
        <translation>Allgemeiner Repost</translation>
    </message>
    <message>
        <source>Reaction to a website</source>
        <translation>Reaktion auf eine Website</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>Video</translation>
    </message>
    <message>
        <source>Short video</source>
        <translation>Kurzvideo</translation>
    </message>
    <message>
        <source>Public message</source>
        <translation>Öffentliche Nachricht</translation>
    </message>
    <message>
        <source>Internal reference</source>
        <translation>Interner Verweis</translation>
    </message>
    <message>
        <source>Web reference</source>
        <translation>Webverweis</translation>
    </message>
    <message>
        <source>Hardcopy reference</source>
        <translation>Verweis auf Druckwerk</translation>
    </message>
    <message>
        <source>Prompt reference</source>
        <translation>Verweis auf Prompt</translation>
    </message>
    <message>
        <source>Channel creation</source>
        <translation>Kanalerstellung</translation>
    </message>
    <message>
        <source>Channel metadata</source>
        <translation>Kanal-Metadaten</translation>
    </message>
    <message>
        <source>Channel message</source>
        <translation>Kanalnachricht</translation>
    </message>
    <message>
        <source>Channel hidden message</source>
        <translation>Ausgeblendete Kanalnachricht</translation>
    </message>
    <message>
        <source>Channel muted user</source>
        <translation>Stummgeschaltet im Kanal</translation>
    </message>
    <message>
        <source>Podcast episode</source>
        <translation>Podcast-Folge</translation>
    </message>
    <message>
        <source>Request to vanish</source>
        <translation>Bitte um Vergessen</translation>
    </message>
    <message>
        <source>Chess game</source>
        <translation>Schachpartie</translation>
    </message>
    <message>
        <source>Application data</source>
        <translation>Anwendungsdaten</translation>
    </message>
    <message>
        <source>Group key package</source>
        <translation>Gruppen-Schlüsselpaket</translation>
    </message>
    <message>
        <source>Group welcome</source>
        <translation>Gruppen-Begrüßung</translation>
    </message>
    <message>
        <source>Group event</source>
        <translation>Gruppen-Event</translation>
    </message>
    <message>
        <source>Merge request</source>
        <translation>Merge-Request</translation>
    </message>
    <message>
        <source>Poll response</source>
        <translation>Umfrageantwort</translation>
    </message>
    <message>
        <source>Bid</source>
        <translation>Gebot</translation>
    </message>
    <message>
        <source>Bid confirmation</source>
        <translation>Gebotsbestätigung</translation>
    </message>
    <message>
        <source>OpenTimestamps proof</source>
        <translation>OpenTimestamps-Nachweis</translation>
    </message>
    <message>
        <source>Gift wrap</source>
        <translation>Gift-Wrap</translation>
    </message>
    <message>
        <source>File metadata</source>
        <translation>Datei-Metadaten</translation>
    </message>
    <message>
        <source>Relay change (monitor)</source>
        <translation>Relay-Änderung (Monitor)</translation>
    </message>
    <message>
        <source>Poll</source>
        <translation>Umfrage</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Kommentar</translation>
    </message>
    <message>
        <source>Voice message</source>
        <translation>Sprachnachricht</translation>
    </message>
    <message>
        <source>Draft checkpoint</source>
        <translation>Entwurfsstand</translation>
    </message>
    <message>
        <source>Voice comment</source>
        <translation>Sprachkommentar</translation>
    </message>
    <message>
        <source>Live chat message</source>
        <translation>Live-Chat-Nachricht</translation>
    </message>
    <message>
        <source>Code snippet</source>
        <translation>Codeausschnitt</translation>
    </message>
    <message>
        <source>Git patch</source>
        <translation>Git-Patch</translation>
    </message>
    <message>
        <source>Git pull request</source>
        <translation>Git-Pull-Request</translation>
    </message>
    <message>
        <source>Git pull request update</source>
        <translation>Git-Pull-Request-Aktualisierung</translation>
    </message>
    <message>
        <source>Git issue</source>
        <translation>Git-Issue</translation>
    </message>
    <message>
        <source>Git reply (old)</source>
        <translation>Git-Antwort (alt)</translation>
    </message>
    <message>
        <source>Git status</source>
        <translation>Git-Status</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Meldung</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>Embeddings</source>
        <translation>Embeddings</translation>
    </message>
    <message>
        <source>Torrent</source>
        <translation>Torrent</translation>
    </message>
    <message>
        <source>Torrent comment</source>
        <translation>Torrent-Kommentar</translation>
    </message>
    <message>
        <source>Coinjoin pool</source>
        <translation>Coinjoin-Pool</translation>
    </message>
    <message>
        <source>Community approval</source>
        <translation>Community-Freigabe</translation>
    </message>
    <message>
        <source>Job request: text extraction</source>
        <translation>Auftrag: Textextraktion</translation>
    </message>
    <message>
        <source>Job request: summarisation</source>
        <translation>Auftrag: Zusammenfassung</translation>
    </message>
    <message>
        <source>Job request: translation</source>
        <translation>Auftrag: Übersetzung</translation>
    </message>
    <message>
        <source>Job request: text generation</source>
        <translation>Auftrag: Texterzeugung</translation>
    </message>
    <message>
        <source>Job request: image generation</source>
        <translation>Auftrag: Bilderzeugung</translation>
    </message>
    <message>
        <source>Site snapshot</source>
        <translation>Website-Schnappschuss</translation>
    </message>
    <message>
        <source>Job request: video conversion</source>
        <translation>Auftrag: Videokonvertierung</translation>
    </message>
    <message>
        <source>Job request: video translation</source>
        <translation>Auftrag: Videoübersetzung</translation>
    </message>
    <message>
        <source>Job request: image to video</source>
        <translation>Auftrag: Bild zu Video</translation>
    </message>
    <message>
        <source>Job request: text to speech</source>
        <translation>Auftrag: Sprachausgabe</translation>
    </message>
    <message>
        <source>Job request: content discovery</source>
        <translation>Auftrag: Inhalte entdecken</translation>
    </message>
    <message>
        <source>Job request: people discovery</source>
        <translation>Auftrag: Personen entdecken</translation>
    </message>
    <message>
        <source>Job request: content search</source>
        <translation>Auftrag: Inhaltssuche</translation>
    </message>
    <message>
        <source>Job request: people search</source>
        <translation>Auftrag: Personensuche</translation>
    </message>
    <message>
        <source>Job request: event count</source>
        <translation>Auftrag: Event-Zählung</translation>
    </message>
    <message>
        <source>Job request: malware scan</source>
        <translation>Auftrag: Malware-Prüfung</translation>
    </message>
    <message>
        <source>Job request: event timestamping</source>
        <translation>Auftrag: Event-Zeitstempel</translation>
    </message>
    <message>
        <source>Job request: OP_RETURN creation</source>
        <translation>Auftrag: OP_RETURN-Erzeugung</translation>
    </message>
    <message>
        <source>Job request: event publish schedule</source>
        <translation>Auftrag: geplante Veröffentlichung</translation>
    </message>
    <message>
        <source>Job request: event proof of work delegation</source>
        <translation>Auftrag: Proof of Work für Events</translation>
    </message>
    <message>
        <source>Job result: text extraction</source>
        <translation>Ergebnis: Textextraktion</translation>
    </message>
    <message>
        <source>Job result: summarisation</source>
        <translation>Ergebnis: Zusammenfassung</translation>
    </message>
    <message>
        <source>Job result: translation</source>
        <translation>Ergebnis: Übersetzung</translation>
    </message>
    <message>
        <source>Job result: text generation</source>
        <translation>Ergebnis: Texterzeugung</translation>
    </message>
    <message>
        <source>Job result: image generation</source>
        <translation>Ergebnis: Bilderzeugung</translation>
    </message>
    <message>
        <source>Job result: video conversion</source>
        <translation>Ergebnis: Videokonvertierung</translation>
    </message>
    <message>
        <source>Job result: video translation</source>
        <translation>Ergebnis: Videoübersetzung</translation>
    </message>
    <message>
        <source>Job result: image to video</source>
        <translation>Ergebnis: Bild zu Video</translation>
    </message>
    <message>
        <source>Job result: text to speech</source>
        <translation>Ergebnis: Sprachausgabe</translation>
    </message>
    <message>
        <source>Job result: content discovery</source>
        <translation>Ergebnis: Inhalte entdecken</translation>
    </message>
    <message>
        <source>Job result: people discovery</source>
        <translation>Ergebnis: Personen entdecken</translation>
    </message>
    <message>
        <source>Job result: content search</source>
        <translation>Ergebnis: Inhaltssuche</translation>
    </message>
    <message>
        <source>Job result: people search</source>
        <translation>Ergebnis: Personensuche</translation>
    </message>
    <message>
        <source>Job result: event count</source>
        <translation>Ergebnis: Event-Zählung</translation>
    </message>
    <message>
        <source>Job result: malware scan</source>
        <translation>Ergebnis: Malware-Prüfung</translation>
    </message>
    <message>
        <source>Job result: event timestamping</source>
        <translation>Ergebnis: Event-Zeitstempel</translation>
    </message>
    <message>
        <source>Job result: OP_RETURN creation</source>
        <translation>Ergebnis: OP_RETURN-Erzeugung</translation>
    </message>
    <message>
        <source>Job result: event publish schedule</source>
        <translation>Ergebnis: geplante Veröffentlichung</translation>
    </message>
    <message>
        <source>Job result: event proof of work delegation</source>
        <translation>Ergebnis: Proof of Work für Events</translation>
    </message>
    <message>
        <source>Job feedback</source>
        <translation>Auftrags-Rückmeldung</translation>
    </message>
    <message>
        <source>Reserved Cashu tokens</source>
        <translation>Reservierte Cashu-Token</translation>
    </message>
    <message>
        <source>Cashu tokens</source>
        <translation>Cashu-Token</translation>
    </message>
    <message>
        <source>Cashu history</source>
        <translation>Cashu-Verlauf</translation>
    </message>
    <message>
        <source>Geocache log</source>
        <translation>Geocache-Logbucheintrag</translation>
    </message>
    <message>
        <source>Geocache proof of find</source>
        <translation>Geocache-Fundnachweis</translation>
    </message>
    <message>
        <source>Relay member added</source>
        <translation>Relay-Mitglied hinzugefügt</translation>
    </message>
    <message>
        <source>Relay member removed</source>
        <translation>Relay-Mitglied entfernt</translation>
    </message>
    <message>
        <source>Group control</source>
        <translation>Gruppensteuerung</translation>
    </message>
    <message>
        <source>Zap goal</source>
        <translation>Zap-Ziel</translation>
    </message>
    <message>
        <source>Nutzap</source>
        <translation>Nutzap</translation>
    </message>
    <message>
        <source>Zap request</source>
        <translation>Zap-Anfrage</translation>
    </message>
    <message>
        <source>Zap</source>
        <translation>Zap</translation>
    </message>
    <message>
        <source>Highlight</source>
        <translation>Hervorhebung</translation>
    </message>
    <message>
        <source>Mute list</source>
        <translation>Stummschaltliste</translation>
    </message>
    <message>
        <source>Pin list</source>
        <translation>Liste angehefteter Notizen</translation>
    </message>
    <message>
        <source>Relay list</source>
        <translation>Relayliste</translation>
    </message>
    <message>
        <source>Bookmark list</source>
        <translation>Lesezeichenliste</translation>
    </message>
    <message>
        <source>Community list</source>
        <translation>Community-Liste</translation>
    </message>
    <message>
        <source>Public chat list</source>
        <translation>Liste öffentlicher Chats</translation>
    </message>
    <message>
        <source>Blocked relay list</source>
        <translation>Liste blockierter Relays</translation>
    </message>
    <message>
        <source>Search relay list</source>
        <translation>Liste der Such-Relays</translation>
    </message>
    <message>
        <source>Profile badges</source>
        <translation>Profilabzeichen</translation>
    </message>
    <message>
        <source>Group list</source>
        <translation>Gruppenliste</translation>
    </message>
    <message>
        <source>External identities</source>
        <translation>Externe Identitäten</translation>
    </message>
    <message>
        <source>Relay feed list</source>
        <translation>Relay-Feed-Liste</translation>
    </message>
    <message>
        <source>Private relay list</source>
        <translation>Liste privater Relays</translation>
    </message>
    <message>
        <source>Interest list</source>
        <translation>Interessenliste</translation>
    </message>
    <message>
        <source>Git author list</source>
        <translation>Git-Autorenliste</translation>
    </message>
    <message>
        <source>Git repository list</source>
        <translation>Git-Repository-Liste</translation>
    </message>
    <message>
        <source>Nutzap mint list</source>
        <translation>Nutzap-Mint-Liste</translation>
    </message>
    <message>
        <source>Media follow list</source>
        <translation>Medien-Follow-Liste</translation>
    </message>
    <message>
        <source>Emoji list</source>
        <translation>Emoji-Liste</translation>
    </message>
    <message>
        <source>Direct message relay list</source>
        <translation>Relayliste für Direktnachrichten</translation>
    </message>
    <message>
        <source>Key package relay list</source>
        <translation>Relayliste für Schlüsselpakete</translation>
    </message>
    <message>
        <source>Podcast list</source>
        <translation>Podcast-Liste</translation>
    </message>
    <message>
        <source>Blossom server list</source>
        <translation>Blossom-Serverliste</translation>
    </message>
    <message>
        <source>Authored podcast list</source>
        <translation>Liste eigener Podcasts</translation>
    </message>
    <message>
        <source>File server list (old)</source>
        <translation>Dateiserver-Liste (alt)</translation>
    </message>
    <message>
        <source>Podcast</source>
        <translation>Podcast</translation>
    </message>
    <message>
        <source>Relay monitor</source>
        <translation>Relay-Monitor</translation>
    </message>
    <message>
        <source>Room presence</source>
        <translation>Raumpräsenz</translation>
    </message>
    <message>
        <source>Wallet information</source>
        <translation>Wallet-Informationen</translation>
    </message>
    <message>
        <source>Relay member list</source>
        <translation>Relay-Mitgliederliste</translation>
    </message>
    <message>
        <source>Root site manifest</source>
        <translation>Website-Manifest (Wurzel)</translation>
    </message>
    <message>
        <source>Cashu wallet</source>
        <translation>Cashu-Wallet</translation>
    </message>
    <message>
        <source>Relay state change (monitor)</source>
        <translation>Relay-Zustandsänderung (Monitor)</translation>
    </message>
    <message>
        <source>Ephemeral gift wrap</source>
        <translation>Flüchtiger Gift-Wrap</translation>
    </message>
    <message>
        <source>Video view</source>
        <translation>Videoaufruf</translation>
    </message>
    <message>
        <source>Relay authentication</source>
        <translation>Relay-Authentifizierung</translation>
    </message>
    <message>
        <source>Wallet request</source>
        <translation>Wallet-Anfrage</translation>
    </message>
    <message>
        <source>Wallet response</source>
        <translation>Wallet-Antwort</translation>
    </message>
    <message>
        <source>Remote signing</source>
        <translation>Fernsignatur</translation>
    </message>
    <message>
        <source>Blossom authorisation</source>
        <translation>Blossom-Autorisierung</translation>
    </message>
    <message>
        <source>HTTP authentication</source>
        <translation>HTTP-Authentifizierung</translation>
    </message>
    <message>
        <source>Relay join request</source>
        <translation>Relay-Beitrittsanfrage</translation>
    </message>
    <message>
        <source>Relay invite request</source>
        <translation>Relay-Einladungsanfrage</translation>
    </message>
    <message>
        <source>Relay leave request</source>
        <translation>Relay-Austrittsanfrage</translation>
    </message>
    <message>
        <source>Follow set</source>
        <translation>Follow-Sammlung</translation>
    </message>
    <message>
        <source>Relay set</source>
        <translation>Relay-Sammlung</translation>
    </message>
    <message>
        <source>Bookmark set</source>
        <translation>Lesezeichensammlung</translation>
    </message>
    <message>
        <source>Article curation set</source>
        <translation>Artikel-Auswahl</translation>
    </message>
    <message>
        <source>Video curation set</source>
        <translation>Video-Auswahl</translation>
    </message>
    <message>
        <source>Picture curation set</source>
        <translation>Bilder-Auswahl</translation>
    </message>
    <message>
        <source>Kind mute set</source>
        <translation>Stummschaltsammlung nach Kind</translation>
    </message>
    <message>
        <source>Badge set</source>
        <translation>Abzeichensammlung</translation>
    </message>
    <message>
        <source>Badge definition</source>
        <translation>Abzeichendefinition</translation>
    </message>
    <message>
        <source>Interest set</source>
        <translation>Interessensammlung</translation>
    </message>
    <message>
        <source>Market stall</source>
        <translation>Marktstand</translation>
    </message>
    <message>
        <source>Market product</source>
        <translation>Marktprodukt</translation>
    </message>
    <message>
        <source>Marketplace</source>
        <translation>Marktplatz</translation>
    </message>
    <message>
        <source>Auction</source>
        <translation>Auktion</translation>
    </message>
    <message>
        <source>Article</source>
        <translation>Artikel</translation>
    </message>
    <message>
        <source>Article draft</source>
        <translation>Artikelentwurf</translation>
    </message>
    <message>
        <source>Emoji set</source>
        <translation>Emoji-Sammlung</translation>
    </message>
    <message>
        <source>Publication index</source>
        <translation>Publikationsverzeichnis</translation>
    </message>
    <message>
        <source>Publication content</source>
        <translation>Publikationsinhalt</translation>
    </message>
    <message>
        <source>Release artifact set</source>
        <translation>Release-Artefakte</translation>
    </message>
    <message>
        <source>Relay metadata (old draft)</source>
        <translation>Relay-Metadaten (alter Entwurf)</translation>
    </message>
    <message>
        <source>Application data (addressable)</source>
        <translation>Anwendungsdaten (adressierbar)</translation>
    </message>
    <message>
        <source>Relay discovery</source>
        <translation>Relay-Entdeckung</translation>
    </message>
    <message>
        <source>App curation set</source>
        <translation>App-Auswahl</translation>
    </message>
    <message>
        <source>Live event</source>
        <translation>Live-Event</translation>
    </message>
    <message>
        <source>Interactive room</source>
        <translation>Interaktiver Raum</translation>
    </message>
    <message>
        <source>Conference event</source>
        <translation>Konferenz-Event</translation>
    </message>
    <message>
        <source>User status</source>
        <translation>Benutzerstatus</translation>
    </message>
    <message>
        <source>Trusted assertion on a user</source>
        <translation>Vertrauensaussage zu einem Benutzer</translation>
    </message>
    <message>
        <source>Trusted assertion on an event</source>
        <translation>Vertrauensaussage zu einem Event</translation>
    </message>
    <message>
        <source>Trusted assertion on an address</source>
        <translation>Vertrauensaussage zu einer Adresse</translation>
    </message>
    <message>
        <source>Trusted assertion on an identifier</source>
        <translation>Vertrauensaussage zu einer Kennung</translation>
    </message>
    <message>
        <source>Classified listing</source>
        <translation>Kleinanzeige</translation>
    </message>
    <message>
        <source>Classified listing draft</source>
        <translation>Kleinanzeigenentwurf</translation>
    </message>
    <message>
        <source>Git repository</source>
        <translation>Git-Repository</translation>
    </message>
    <message>
        <source>Git repository state</source>
        <translation>Git-Repository-Stand</translation>
    </message>
    <message>
        <source>Wiki article</source>
        <translation>Wiki-Artikel</translation>
    </message>
    <message>
        <source>Wiki redirect</source>
        <translation>Wiki-Weiterleitung</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>Entwurf</translation>
    </message>
    <message>
        <source>Calendar date</source>
        <translation>Kalendertag</translation>
    </message>
    <message>
        <source>Calendar time</source>
        <translation>Kalendertermin</translation>
    </message>
    <message>
        <source>Calendar</source>
        <translation>Kalender</translation>
    </message>
    <message>
        <source>Calendar reply</source>
        <translation>Kalenderzusage</translation>
    </message>
    <message>
        <source>Handler recommendation</source>
        <translation>Handler-Empfehlung</translation>
    </message>
    <message>
        <source>Handler information</source>
        <translation>Handler-Informationen</translation>
    </message>
    <message>
        <source>Application</source>
        <translation>Anwendung</translation>
    </message>
    <message>
        <source>Relay role</source>
        <translation>Relay-Rolle</translation>
    </message>
    <message>
        <source>Site file (old)</source>
        <translation>Website-Datei (alt)</translation>
    </message>
    <message>
        <source>Video (addressable)</source>
        <translation>Video (adressierbar)</translation>
    </message>
    <message>
        <source>Short video (addressable)</source>
        <translation>Kurzvideo (adressierbar)</translation>
    </message>
    <message>
        <source>Video view (old)</source>
        <translation>Videoaufruf (alt)</translation>
    </message>
    <message>
        <source>Community</source>
        <translation>Community</translation>
    </message>
    <message>
        <source>Named site manifest</source>
        <translation>Website-Manifest (benannt)</translation>
    </message>
    <message>
        <source>Geocache</source>
        <translation>Geocache</translation>
    </message>
    <message>
        <source>Geocache list</source>
        <translation>Geocache-Liste</translation>
    </message>
    <message>
        <source>Cashu mint</source>
        <translation>Cashu-Mint</translation>
    </message>
    <message>
        <source>Fedimint</source>
        <translation>Fedimint</translation>
    </message>
    <message>
        <source>Peer-to-peer order</source>
        <translation>Peer-to-Peer-Order</translation>
    </message>
    <message>
        <source>Group metadata</source>
        <translation>Gruppen-Metadaten</translation>
    </message>
    <message>
        <source>Starter pack</source>
        <translation>Starterpaket</translation>
    </message>
    <message>
        <source>Media starter pack</source>
        <translation>Medien-Starterpaket</translation>
    </message>
    <message>
        <source>Web bookmark</source>
        <translation>Web-Lesezeichen</translation>
    </message>
    <message>
        <source>job request by range</source>
        <translation>Auftrag laut Bereich</translation>
    </message>
    <message>
        <source>job result by range</source>
        <translation>Auftragsergebnis laut Bereich</translation>
    </message>
    <message>
        <source>regular by range</source>
        <translation>regulär laut Bereich</translation>
    </message>
    <message>
        <source>replaceable by range</source>
        <translation>ersetzbar laut Bereich</translation>
    </message>
    <message>
        <source>ephemeral by range</source>
        <translation>flüchtig laut Bereich</translation>
    </message>
    <message>
        <source>addressable by range</source>
        <translation>adressierbar laut Bereich</translation>
    </message>
</context>
<context>
    <name>nostrscope::ActivityPage</name>
    <message>
        <source>Events by kind</source>
        <translation>Events nach Kind</translation>
    </message>
    <message>
        <source>events</source>
        <translation>Events</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Aktivität</translation>
    </message>
    <message>
        <source>Filter kinds</source>
        <translation>Kinds filtern</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Events</translation>
    </message>
    <message>
        <source>Different verified events of the range, by their own date</source>
        <translation>Verschiedene geprüfte Events des Zeitraums, nach ihrem eigenen Datum</translation>
    </message>
    <message>
        <source>Events per second</source>
        <translation>Events pro Sekunde</translation>
    </message>
    <message>
        <source>Events of the range by its length; the peak is the mean of the busiest bucket of the chart. All time counts from the first bucket with events.</source>
        <translation>Events des Zeitraums geteilt durch seine Länge; die Spitze ist der Mittelwert des stärksten Intervalls im Diagramm. „Gesamte Zeit“ zählt ab dem ersten Intervall mit Events.</translation>
    </message>
    <message>
        <source>Kinds seen</source>
        <translation>Gesehene Kinds</translation>
    </message>
    <message>
        <source>Kinds with at least one event in the range</source>
        <translation>Kinds mit mindestens einem Event im Zeitraum</translation>
    </message>
    <message>
        <source>Authors</source>
        <translation>Autoren</translation>
    </message>
    <message>
        <source>Different public keys that signed events of the range; exact</source>
        <translation>Verschiedene öffentliche Schlüssel, die Events des Zeitraums signiert haben; genau gezählt</translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation>Duplikate</translation>
    </message>
    <message>
        <source>Part of the events sent to us since the start that we already had from another relay; now, whatever the range</source>
        <translation>Anteil der seit dem Start empfangenen Events, die schon von einem anderen Relay bekannt waren; jetzt, unabhängig vom Zeitraum</translation>
    </message>
    <message>
        <source>Mean size</source>
        <translation>Mittlere Größe</translation>
    </message>
    <message>
        <source>Bytes of content, mean of the events of the range; without tags and signature</source>
        <translation>Bytes des Inhalts, Mittelwert der Events des Zeitraums; ohne Tags und Signatur</translation>
    </message>
    <message>
        <source>Kinds</source>
        <translation>Kinds</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>&amp;Öffnen</translation>
    </message>
    <message>
        <source>Clear filter</source>
        <translation>Filter löschen</translation>
    </message>
    <message>
        <source>Show all time</source>
        <translation>Gesamte Zeit zeigen</translation>
    </message>
    <message>
        <source>Go to Overview</source>
        <translation>Zur Übersicht</translation>
    </message>
    <message>
        <source>peak %1</source>
        <translation>Spitze %1</translation>
    </message>
    <message>
        <source>of content</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>of %1 received since the start</source>
        <translation>von %1 seit dem Start empfangenen</translation>
    </message>
    <message>
        <source>nothing received since the start</source>
        <translation>noch nichts empfangen</translation>
    </message>
    <message>
        <source>No events in this range</source>
        <translation>Keine Events in diesem Zeitraum</translation>
    </message>
    <message>
        <source>No kind matches “%1”</source>
        <translation>Kein Kind passt zu „%1“</translation>
    </message>
    <message numerus="yes">
        <source>%n kind(s)</source>
        <translation>
            <numerusform>%n Kind</numerusform>
            <numerusform>%n Kinds</numerusform>
        </translation>
    </message>
    <message>
        <source>Showing %1 of %2</source>
        <translation>%1 von %2 angezeigt</translation>
    </message>
    <message>
        <source>No events yet. Start collecting, or import some.</source>
        <translation>Noch keine Events. Sammeln starten oder Events importieren.</translation>
    </message>
    <message>
        <source>No events in this range. Collected since %1.</source>
        <translation>Keine Events in diesem Zeitraum. Gesammelt seit %1.</translation>
    </message>
    <message>
        <source>No events in this range.</source>
        <translation>Keine Events in diesem Zeitraum.</translation>
    </message>
    <message>
        <source>By weekday and hour</source>
        <translation>Nach Wochentag und Stunde</translation>
    </message>
    <message>
        <source>Kinds with most events</source>
        <translation>Kinds mit den meisten Events</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>range or sample of a figure, its age</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>By weekday and hour, %1</source>
        <comment>time zone</comment>
        <translation>Nach Wochentag und Stunde, %1</translation>
    </message>
    <message>
        <source>this run · %1</source>
        <translation>dieser Lauf · %1</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Kinds cannot be read: %1</source>
        <translation>Kinds können nicht gelesen werden: %1</translation>
    </message>
</context>
<context>
    <name>nostrscope::Application</name>
    <message>
        <source>Nostrscope — simulated network</source>
        <translation>Nostrscope – simuliertes Netzwerk</translation>
    </message>
    <message>
        <source>Closed unexpectedly at %1. The database is being checked.</source>
        <translation>Unerwartet beendet am %1. Die Datenbank wird geprüft.</translation>
    </message>
    <message>
        <source>Closed unexpectedly at %1. Database checked, %2 events kept.</source>
        <translation>Unerwartet beendet am %1. Datenbank geprüft, %2 Events erhalten.</translation>
    </message>
    <message>
        <source>Closed unexpectedly at %1. The database is damaged; restore a backup: %2</source>
        <translation>Unerwartet beendet am %1. Die Datenbank ist beschädigt; bitte eine Sicherung zurückspielen: %2</translation>
    </message>
    <message>
        <source>&amp;Show log</source>
        <translation>Protokoll &amp;zeigen</translation>
    </message>
    <message>
        <source>Storing what was received…</source>
        <translation>Empfangenes wird gespeichert …</translation>
    </message>
    <message>
        <source>Nostrscope</source>
        <translation>Nostrscope</translation>
    </message>
    <message>
        <source>End without storing the rest</source>
        <translation>Beenden, ohne den Rest zu speichern</translation>
    </message>
    <message>
        <source>The demo window could not be started.</source>
        <translation>Das Demofenster konnte nicht gestartet werden.</translation>
    </message>
    <message>
        <source>Closed unexpectedly at %1. The database could not be checked: %2</source>
        <translation>Unerwartet beendet am %1. Die Datenbank konnte nicht geprüft werden: %2</translation>
    </message>
    <message>
        <source>The window for %1 could not be started.</source>
        <translation>Das Fenster für %1 konnte nicht gestartet werden.</translation>
    </message>
</context>
<context>
    <name>nostrscope::ArchiveCharts</name>
    <message>
        <source>Written</source>
        <translation>Geschrieben</translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation>Duplikate</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Forecast</source>
        <translation>Prognose</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>die Platte ist voll</translation>
    </message>
</context>
<context>
    <name>nostrscope::ArchivePage</name>
    <message>
        <source>Size over time, estimated</source>
        <translation>Größe im Lauf der Zeit, geschätzt</translation>
    </message>
    <message>
        <source>size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Shown from the second day on</source>
        <translation>Wird ab dem zweiten Tag gezeigt</translation>
    </message>
    <message>
        <source>No events are stored yet. Import some, or start collecting.</source>
        <translation>Noch sind keine Events gespeichert. Welche importieren oder das Sammeln starten.</translation>
    </message>
    <message>
        <source>&amp;Import events…</source>
        <translation>Events &amp;importieren …</translation>
    </message>
    <message>
        <source>Go to Overview</source>
        <translation>Zur Übersicht</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>Archiv</translation>
    </message>
    <message>
        <source>Store the events of files: JSON lines or arrays, also .gz and .zst</source>
        <translation>Events aus Dateien speichern: JSON Lines oder Arrays, auch .gz und .zst</translation>
    </message>
    <message>
        <source>&amp;Export events…</source>
        <translation>Events &amp;exportieren …</translation>
    </message>
    <message>
        <source>Write stored events into a file</source>
        <translation>Gespeicherte Events in eine Datei schreiben</translation>
    </message>
    <message>
        <source>&amp;Back up…</source>
        <translation>&amp;Sichern …</translation>
    </message>
    <message>
        <source>Copy the database into a file, while it is written</source>
        <translation>Die Datenbank im laufenden Betrieb in eine Datei kopieren</translation>
    </message>
    <message>
        <source>&amp;Retention…</source>
        <translation>&amp;Aufbewahrung …</translation>
    </message>
    <message>
        <source>Delete old events; a dry run comes first</source>
        <translation>Alte Events löschen; zuerst kommt ein Probelauf</translation>
    </message>
    <message>
        <source>&amp;Compress</source>
        <translation>&amp;Komprimieren</translation>
    </message>
    <message>
        <source>Make stored events smaller; new ones use the space</source>
        <translation>Gespeicherte Events verkleinern; neue nutzen den Platz</translation>
    </message>
    <message>
        <source>C&amp;heck the database</source>
        <translation>Datenbank &amp;prüfen</translation>
    </message>
    <message>
        <source>Ask whether the file is whole and its tables agree</source>
        <translation>Prüfen, ob die Datei unbeschädigt ist und die Tabellen zueinander passen</translation>
    </message>
    <message>
        <source>&amp;Verify signatures</source>
        <translation>Signaturen &amp;verifizieren</translation>
    </message>
    <message>
        <source>Compute id and signature of every stored event again</source>
        <translation>ID und Signatur jedes gespeicherten Events neu berechnen</translation>
    </message>
    <message>
        <source>Va&amp;cuum…</source>
        <translation>V&amp;erdichten …</translation>
    </message>
    <message>
        <source>Rewrite the file without gaps, and give their space back</source>
        <translation>Die Datei ohne Lücken neu schreiben und deren Platz freigeben</translation>
    </message>
    <message>
        <source>Events stored</source>
        <translation>Events</translation>
    </message>
    <message>
        <source>Events that are in the database now; those that were deleted do not count</source>
        <translation>Events, die jetzt in der Datenbank sind; gelöschte zählen nicht</translation>
    </message>
    <message>
        <source>Database size</source>
        <translation>Datenbank</translation>
    </message>
    <message>
        <source>Size of the file. The write-ahead log beside it comes on top.</source>
        <translation>Größe der Datei. Das Write-Ahead-Log daneben kommt hinzu.</translation>
    </message>
    <message>
        <source>Growth per day</source>
        <translation>Zuwachs pro Tag</translation>
    </message>
    <message>
        <source>Events that arrived in the last seven days, or since the first one, times the mean size of a stored event, for each day</source>
        <translation>Events der letzten sieben Tage, oder seit dem ersten, mal die mittlere Größe eines gespeicherten Events, je Tag</translation>
    </message>
    <message>
        <source>Write rate</source>
        <translation>Schreibrate</translation>
    </message>
    <message>
        <source>New events stored, mean of the last 10 seconds; now</source>
        <translation>Neu gespeicherte Events, Mittel der letzten 10 Sekunden; jetzt</translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation>Duplikate</translation>
    </message>
    <message>
        <source>Part of the events sent to us since the start that we already had; now, and not stored twice</source>
        <translation>Anteil der seit dem Start empfangenen Events, die schon da waren; jetzt, und nicht doppelt gespeichert</translation>
    </message>
    <message>
        <source>Free disk</source>
        <translation>Freier Platz</translation>
    </message>
    <message>
        <source>Free space where the database is, and when it is used up if the database grows as measured</source>
        <translation>Freier Platz am Ort der Datenbank, und wann er bei gemessenem Zuwachs verbraucht ist</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Size by kind group</source>
        <translation>Größe nach Kind-Gruppe</translation>
    </message>
    <message>
        <source>Import events</source>
        <translation>Events importieren</translation>
    </message>
    <message>
        <source>Events (*.jsonl *.json *.ndjson *.gz *.zst)</source>
        <translation>Events (*.jsonl *.json *.ndjson *.gz *.zst)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Back up to a new file</source>
        <translation>In eine neue Datei sichern</translation>
    </message>
    <message>
        <source>Databases (*.sqlite)</source>
        <translation>Datenbanken (*.sqlite)</translation>
    </message>
    <message>
        <source>Vacuum</source>
        <translation>Verdichten</translation>
    </message>
    <message>
        <source>Rewrite the database without gaps?</source>
        <translation>Die Datenbank ohne Lücken neu schreiben?</translation>
    </message>
    <message>
        <source>It needs %1 of free disk for a while, and nothing is stored until it is done: what arrives waits. It can be cancelled.</source>
        <translation>Dafür sind vorübergehend %1 freier Platz nötig, und bis zum Ende wird nichts gespeichert: Was ankommt, wartet. Es kann abgebrochen werden.</translation>
    </message>
    <message>
        <source>&amp;Vacuum</source>
        <translation>&amp;Verdichten</translation>
    </message>
    <message>
        <source>%1 deleted since</source>
        <translation>%1 seither gelöscht</translation>
    </message>
    <message>
        <source>%1 without content</source>
        <translation>%1 ohne Inhalt</translation>
    </message>
    <message>
        <source>first one %1</source>
        <comment>3 d ago</comment>
        <translation>erstes %1</translation>
    </message>
    <message>
        <source>gaps %1</source>
        <translation>Lücken %1</translation>
    </message>
    <message>
        <source>%1, and %2 in the log</source>
        <translation>%1, und %2 im Log</translation>
    </message>
    <message>
        <source>measured over %1</source>
        <translation>gemessen über %1</translation>
    </message>
    <message numerus="yes">
        <source>measured over %n day(s)</source>
        <translation>
            <numerusform>gemessen über %n Tag</numerusform>
            <numerusform>gemessen über %n Tage</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2 events</source>
        <translation>%1, %2 Events</translation>
    </message>
    <message>
        <source>after an hour of data</source>
        <translation>nach einer Stunde mit Daten</translation>
    </message>
    <message>
        <source>no growth measured yet</source>
        <translation>noch kein Zuwachs gemessen</translation>
    </message>
    <message>
        <source>full in more than 100 years</source>
        <translation>voll in mehr als 100 Jahren</translation>
    </message>
    <message>
        <source>full within a day</source>
        <translation>voll binnen eines Tages</translation>
    </message>
    <message numerus="yes">
        <source>full in about %n day(s)</source>
        <translation>
            <numerusform>voll in etwa %n Tag</numerusform>
            <numerusform>voll in etwa %n Tagen</numerusform>
        </translation>
    </message>
    <message>
        <source>low: %1</source>
        <translation>knapp: %1</translation>
    </message>
    <message>
        <source>peak %1</source>
        <translation>Spitze %1</translation>
    </message>
    <message>
        <source>of %1 received</source>
        <translation>von %1 empfangenen</translation>
    </message>
    <message>
        <source>nothing received yet</source>
        <translation>noch nichts empfangen</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Wird geladen …</translation>
    </message>
    <message>
        <source>These figures cannot be read</source>
        <translation>Diese Zahlen können nicht gelesen werden</translation>
    </message>
    <message>
        <source>Parts of the archive</source>
        <translation>Teile des Archivs</translation>
    </message>
    <message>
        <source>Histories</source>
        <translation>Verläufe</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Archive &amp; sync</source>
        <translation>Archiv &amp; Abgleich</translation>
    </message>
    <message>
        <source>Filter histories</source>
        <translation>Verläufe filtern</translation>
    </message>
    <message>
        <source>Written and duplicate events</source>
        <translation>Geschriebene und doppelte Events</translation>
    </message>
    <message>
        <source>Events that were stored, and events that we had already: from relays, from histories and from files together, mean of ten seconds. Duplicates are counted and not stored again.
The last hour, since the program was started.</source>
        <translation>Events, die gespeichert wurden, und Events, die wir schon hatten: von Relays, aus Verläufen und aus Dateien zusammen, Mittel über zehn Sekunden. Duplikate werden gezählt und nicht noch einmal gespeichert.
Die letzte Stunde, seit dem Start des Programms.</translation>
    </message>
    <message>
        <source>What is stored now, less what arrived since: events by the day of their arrival (UTC), times the mean size of an event that is stored now.
Forecast (dashed): grows each day by the mean of the last seven whole days; it needs two of them. The cone: in four of five cases the size ends within it, if the days to come scatter as these did (prediction interval of a sum of days, Student&apos;s t, 80 %). What retention will remove is not in it.
A flag is the day on which the disk would be full.</source>
        <translation>Was jetzt gespeichert ist, ohne das, was seither ankam: Events nach dem Tag ihrer Ankunft (UTC), mal die mittlere Größe eines jetzt gespeicherten Events.
Prognose (gestrichelt): wächst jeden Tag um das Mittel der letzten sieben ganzen Tage; zwei davon braucht sie. Der Kegel: In vier von fünf Fällen endet die Größe darin, wenn die kommenden Tage so streuen wie diese (Vorhersageintervall einer Summe von Tagen, Students t, 80 %). Was die Aufbewahrung noch entfernen wird, ist nicht abgezogen.
Eine Fahne ist der Tag, an dem die Platte voll wäre.</translation>
    </message>
    <message>
        <source>Shown some seconds after the start</source>
        <translation>Zu sehen einige Sekunden nach dem Start</translation>
    </message>
    <message>
        <source>no forecast before two whole days</source>
        <translation>keine Prognose vor zwei ganzen Tagen</translation>
    </message>
    <message>
        <source>events/s, mean</source>
        <translation>Events/s, Mittel</translation>
    </message>
</context>
<context>
    <name>nostrscope::ArchiveSyncView</name>
    <message>
        <source>Coverage</source>
        <translation>Abdeckung</translation>
    </message>
    <message>
        <source>filled: complete · hatched: failed or limited · empty: to do</source>
        <translation>gefüllt: vollständig · schraffiert: gescheitert oder begrenzt · leer: offen</translation>
    </message>
    <message>
        <source>Histories</source>
        <translation>Verläufe</translation>
    </message>
    <message>
        <source>Archive histories</source>
        <translation>Verläufe archivieren</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>Archiv</translation>
    </message>
    <message>
        <source>&amp;Archive histories</source>
        <translation>Verläufe &amp;archivieren</translation>
    </message>
    <message>
        <source>While collecting, ask all relays for their history every few minutes</source>
        <translation>Beim Sammeln alle Relays alle paar Minuten nach ihrem Verlauf fragen</translation>
    </message>
    <message>
        <source>&amp;Sync now</source>
        <translation>Jetzt ab&amp;gleichen</translation>
    </message>
    <message>
        <source>Ask the selected relays for all of their history that is not complete</source>
        <translation>Die gewählten Relays nach allem in ihrem Verlauf fragen, was nicht vollständig ist</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>An&amp;halten</translation>
    </message>
    <message>
        <source>End the sessions of the selected relays; what came is kept</source>
        <translation>Die Sitzungen der gewählten Relays beenden; was kam, bleibt</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Pause</translation>
    </message>
    <message>
        <source>Leave the selected relays out of all cycles</source>
        <translation>Die gewählten Relays aus allen Runden auslassen</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>&amp;Fortsetzen</translation>
    </message>
    <message>
        <source>Take the selected relays into the cycles again</source>
        <translation>Die gewählten Relays wieder in die Runden nehmen</translation>
    </message>
    <message>
        <source>&amp;Range…</source>
        <translation>&amp;Zeitraum …</translation>
    </message>
    <message>
        <source>Ask the selected relays for a part of their history, or compare it only</source>
        <translation>Die gewählten Relays nach einem Teil ihres Verlaufs fragen, oder ihn nur vergleichen</translation>
    </message>
    <message>
        <source>Retry &amp;failed</source>
        <translation>Ge&amp;scheitertes wiederholen</translation>
    </message>
    <message>
        <source>Ask again for what relays refused or did not give, without waiting</source>
        <translation>Ohne zu warten noch einmal nach dem fragen, was Relays verweigert oder nicht gegeben haben</translation>
    </message>
    <message>
        <source>Priority &amp;up</source>
        <translation>Priorität &amp;höher</translation>
    </message>
    <message>
        <source>Selected relays come earlier</source>
        <translation>Gewählte Relays kommen früher</translation>
    </message>
    <message>
        <source>Priority &amp;down</source>
        <translation>Priorität &amp;niedriger</translation>
    </message>
    <message>
        <source>Selected relays come later</source>
        <translation>Gewählte Relays kommen später</translation>
    </message>
    <message>
        <source>Part of the time of the archive, mean over its relays, for which all that the relay has is here, as far as its answers can tell</source>
        <translation>Teil der Zeit des Archivs, im Mittel seiner Relays, aus dem alles hier ist, was das Relay hat, soweit seine Antworten das sagen</translation>
    </message>
    <message>
        <source>Complete relays</source>
        <translation>Vollständige Relays</translation>
    </message>
    <message>
        <source>Relays whose whole history is here</source>
        <translation>Relays, deren ganzer Verlauf hier ist</translation>
    </message>
    <message>
        <source>Fetched now</source>
        <translation>Jetzt geholt</translation>
    </message>
    <message>
        <source>Events that come from histories, mean of the last ten seconds; also those that we had already</source>
        <translation>Ereignisse, die aus Verläufen kommen, Mittel der letzten zehn Sekunden; auch solche, die wir schon hatten</translation>
    </message>
    <message>
        <source>Traffic now</source>
        <translation>Verkehr jetzt</translation>
    </message>
    <message>
        <source>Bytes both ways for histories, mean of the last ten seconds</source>
        <translation>Bytes in beide Richtungen für Verläufe, Mittel der letzten zehn Sekunden</translation>
    </message>
    <message>
        <source>from the beginning</source>
        <translation>von Anfang an</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>seit %1</translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>von %1</translation>
    </message>
    <message>
        <source>%1/s</source>
        <comment>bytes</comment>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>about %1 left</source>
        <translation>noch etwa %1</translation>
    </message>
    <message>
        <source>The database is not open yet</source>
        <translation>Die Datenbank ist noch nicht offen</translation>
    </message>
    <message>
        <source>No history is archived. Relays have years of events; the archive fetches them bit by bit, and proves what it has.</source>
        <translation>Kein Verlauf ist archiviert. Relays haben Ereignisse aus Jahren; das Archiv holt sie nach und nach und belegt, was es hat.</translation>
    </message>
    <message>
        <source>No relay is selected</source>
        <translation>Kein Relay ist gewählt</translation>
    </message>
    <message>
        <source>No session of these runs</source>
        <translation>Keine Sitzung von diesen läuft</translation>
    </message>
    <message>
        <source>They are paused</source>
        <translation>Sie pausieren</translation>
    </message>
    <message>
        <source>None of them is paused</source>
        <translation>Keines davon pausiert</translation>
    </message>
    <message>
        <source>Nothing has failed</source>
        <translation>Nichts ist gescheitert</translation>
    </message>
    <message>
        <source>%1 running, %2 waiting</source>
        <translation>%1 laufen, %2 warten</translation>
    </message>
    <message>
        <source>No relay is archived yet · %1</source>
        <translation>Noch wird kein Relay archiviert · %1</translation>
    </message>
</context>
<context>
    <name>nostrscope::AttentionList</name>
    <message>
        <source>Needs attention</source>
        <translation>Zu beachten</translation>
    </message>
</context>
<context>
    <name>nostrscope::BarRank</name>
    <message>
        <source>Other</source>
        <translation>Übrige</translation>
    </message>
    <message>
        <source>%1: %2 %3</source>
        <comment>name, number, unit</comment>
        <translation>%1: %2 %3</translation>
    </message>
    <message>
        <source>%1: no data in this range</source>
        <translation>%1: keine Daten in diesem Zeitraum</translation>
    </message>
    <message>
        <source>%1: most are %2 with %3 %4</source>
        <translation>%1: am häufigsten %2 mit %3 %4</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Anteil</translation>
    </message>
</context>
<context>
    <name>nostrscope::CandidateModel</name>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>What will happen with the line</source>
        <translation>Was mit der Zeile geschehen wird</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>What stands in the list</source>
        <translation>Was in der Liste steht</translation>
    </message>
    <message>
        <source>Relay</source>
        <translation>Relay</translation>
    </message>
    <message>
        <source>The address as it will be kept</source>
        <translation>Die Adresse, wie sie übernommen wird</translation>
    </message>
    <message>
        <source>Will be added</source>
        <translation>Wird hinzugefügt</translation>
    </message>
</context>
<context>
    <name>nostrscope::ChartLegend</name>
    <message>
        <source>Legend</source>
        <translation>Legende</translation>
    </message>
    <message>
        <source>%1, hidden</source>
        <translation>%1, ausgeblendet</translation>
    </message>
    <message>
        <source>%1 (click hides it, Alt+click shows it alone)</source>
        <translation>%1 (Klick blendet aus, Alt+Klick zeigt nur diese Reihe)</translation>
    </message>
</context>
<context>
    <name>nostrscope::ChartPanel</name>
    <message>
        <source>Export chart</source>
        <translation>Diagramm exportieren</translation>
    </message>
    <message>
        <source>Picture (*.png)</source>
        <translation>Bild (*.png)</translation>
    </message>
    <message>
        <source>Drawing (*.svg)</source>
        <translation>Zeichnung (*.svg)</translation>
    </message>
    <message>
        <source>Data (*.csv)</source>
        <translation>Daten (*.csv)</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>%1 kann nicht geschrieben werden: %2</translation>
    </message>
    <message>
        <source>%1: the name must end in .png, .svg or .csv.</source>
        <translation>%1: Der Name muss auf .png, .svg oder .csv enden.</translation>
    </message>
    <message>
        <source>Chart menu: %1</source>
        <translation>Diagrammmenü: %1</translation>
    </message>
    <message>
        <source>Chart menu (Shift+F10)</source>
        <translation>Diagrammmenü (Umschalt+F10)</translation>
    </message>
    <message>
        <source>%1 as a table</source>
        <translation>%1 als Tabelle</translation>
    </message>
    <message>
        <source>Show as &amp;table</source>
        <translation>Als &amp;Tabelle zeigen</translation>
    </message>
    <message>
        <source>Copy &amp;marked value</source>
        <translation>&amp;Markierten Wert kopieren</translation>
    </message>
    <message>
        <source>Copy &amp;image</source>
        <translation>B&amp;ild kopieren</translation>
    </message>
    <message>
        <source>Copy &amp;data (CSV)</source>
        <translation>&amp;Daten kopieren (CSV)</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exportieren …</translation>
    </message>
</context>
<context>
    <name>nostrscope::Claims</name>
    <message>
        <source>Wants authentication</source>
        <translation>Verlangt Anmeldung</translation>
    </message>
    <message>
        <source>Wants payment</source>
        <translation>Verlangt Zahlung</translation>
    </message>
    <message>
        <source>Greatest limit</source>
        <translation>Größtes Limit</translation>
    </message>
    <message>
        <source>Default limit</source>
        <translation>Übliches Limit</translation>
    </message>
    <message>
        <source>Counts (NIP-45)</source>
        <translation>Zählt (NIP-45)</translation>
    </message>
    <message>
        <source>Syncs by negentropy (NIP-77)</source>
        <translation>Gleicht mit Negentropy ab (NIP-77)</translation>
    </message>
    <message>
        <source>Searches (NIP-50)</source>
        <translation>Sucht (NIP-50)</translation>
    </message>
    <message>
        <source>Restricted writes</source>
        <translation>Schreiben eingeschränkt</translation>
    </message>
    <message>
        <source>Is a plain question for a note answered without NIP-42?</source>
        <translation>Wird eine einfache Frage nach einer Notiz ohne NIP-42 beantwortet?</translation>
    </message>
    <message>
        <source>Is a plain question for a note answered without a payment?</source>
        <translation>Wird eine einfache Frage nach einer Notiz ohne Zahlung beantwortet?</translation>
    </message>
    <message>
        <source>One event more than this is asked for, 1,001 at most</source>
        <translation>Ein Ereignis mehr als dies wird verlangt, höchstens 1.001</translation>
    </message>
    <message>
        <source>Events are asked for without a limit; after one more than this we end it</source>
        <translation>Ereignisse werden ohne Limit verlangt; nach einem mehr als diesem beenden wir es</translation>
    </message>
    <message>
        <source>COUNT of the profiles of one author</source>
        <translation>COUNT der Profile eines Autors</translation>
    </message>
    <message>
        <source>NEG-OPEN for the profile of one author</source>
        <translation>NEG-OPEN für das Profil eines Autors</translation>
    </message>
    <message>
        <source>A search for a word that nobody wrote: who answers with the newest note does not search</source>
        <translation>Eine Suche nach einem Wort, das niemand schrieb: wer mit der neuesten Notiz antwortet, sucht nicht</translation>
    </message>
    <message>
        <source>Never tried: we write nothing</source>
        <translation>Nie versucht: wir schreiben nichts</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>at least %1</source>
        <translation>mindestens %1</translation>
    </message>
    <message>
        <source>it claims none</source>
        <translation>es nennt keines</translation>
    </message>
    <message>
        <source>no answer in time</source>
        <translation>keine Antwort in der Zeit</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>only with authentication</source>
        <translation>nur mit Anmeldung</translation>
    </message>
    <message>
        <source>only for a payment</source>
        <translation>nur gegen Zahlung</translation>
    </message>
    <message>
        <source>only for members</source>
        <translation>nur für Mitglieder</translation>
    </message>
    <message>
        <source>the relay asked us to slow down</source>
        <translation>das Relay bat um Zurückhaltung</translation>
    </message>
    <message>
        <source>the connection ended</source>
        <translation>die Verbindung endete</translation>
    </message>
    <message>
        <source>the relay holds too few events to tell</source>
        <translation>das Relay hat zu wenige Ereignisse dafür</translation>
    </message>
    <message>
        <source>more than we ask for</source>
        <translation>mehr, als wir verlangen</translation>
    </message>
    <message>
        <source>the answer was too large to read on</source>
        <translation>die Antwort war zu groß, um weiterzulesen</translation>
    </message>
    <message>
        <source>no limit that one can ask for</source>
        <translation>kein Limit, das man verlangen kann</translation>
    </message>
    <message>
        <source>only writing would show it</source>
        <translation>nur Schreiben würde es zeigen</translation>
    </message>
    <message>
        <source>the condition is ignored</source>
        <translation>die Bedingung wird nicht beachtet</translation>
    </message>
    <message>
        <source>Agrees</source>
        <translation>Stimmt überein</translation>
    </message>
    <message>
        <source>Contradicts</source>
        <translation>Widerspricht</translation>
    </message>
    <message>
        <source>Not tested</source>
        <translation>Nicht geprüft</translation>
    </message>
    <message>
        <source>Not advertised</source>
        <translation>Nicht angekündigt</translation>
    </message>
    <message>
        <source>Not tested yet</source>
        <translation>Noch nicht geprüft</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>Not tested: no answer in time</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>The document does not say</source>
        <translation>Das Dokument sagt es nicht</translation>
    </message>
    <message>
        <source>Claim</source>
        <translation>Behauptung</translation>
    </message>
    <message>
        <source>What the information document (NIP-11) says</source>
        <translation>Was das Informationsdokument (NIP-11) sagt</translation>
    </message>
    <message>
        <source>Advertised</source>
        <translation>Angekündigt</translation>
    </message>
    <message>
        <source>As the relay says of itself</source>
        <translation>Wie das Relay es von sich sagt</translation>
    </message>
    <message>
        <source>Observed</source>
        <translation>Beobachtet</translation>
    </message>
    <message>
        <source>As we saw it</source>
        <translation>Wie wir es sahen</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Whether the two agree; if not tested, why</source>
        <translation>Ob beide übereinstimmen; wenn nicht geprüft, warum</translation>
    </message>
    <message>
        <source>Not tested yet.</source>
        <translation>Noch nicht geprüft.</translation>
    </message>
    <message>
        <source>Nothing was sent that would show it.</source>
        <translation>Es wurde nichts gesendet, das es zeigen würde.</translation>
    </message>
</context>
<context>
    <name>nostrscope::ColumnChooser</name>
    <message>
        <source>Find a column</source>
        <translation>Spalte suchen</translation>
    </message>
    <message>
        <source>Columns; Space shows or hides, Alt+Up and Alt+Down move</source>
        <translation>Spalten; Leertaste blendet ein oder aus, Alt+Auf und Alt+Ab verschieben</translation>
    </message>
    <message>
        <source>&amp;Up</source>
        <translation>Nach &amp;oben</translation>
    </message>
    <message>
        <source>Move the column to the front (Alt+Up)</source>
        <translation>Spalte nach vorn verschieben (Alt+Auf)</translation>
    </message>
    <message>
        <source>&amp;Down</source>
        <translation>Nach &amp;unten</translation>
    </message>
    <message>
        <source>Move the column to the back (Alt+Down)</source>
        <translation>Spalte nach hinten verschieben (Alt+Ab)</translation>
    </message>
    <message>
        <source>&amp;Fit</source>
        <translation>&amp;Anpassen</translation>
    </message>
    <message>
        <source>As wide as the contents need</source>
        <translation>So breit wie der Inhalt</translation>
    </message>
    <message>
        <source>&amp;Reset</source>
        <translation>&amp;Zurücksetzen</translation>
    </message>
    <message>
        <source>Columns as at the start</source>
        <translation>Spalten wie am Anfang</translation>
    </message>
</context>
<context>
    <name>nostrscope::CommandLine</name>
    <message>
        <source>See nostrscope --help.</source>
        <translation>Siehe nostrscope --help.</translation>
    </message>
    <message>
        <source>Watches the Nostr network: relays, events, figures.
Example: nostrscope --demo</source>
        <translation>Beobachtet das Nostr-Netzwerk: Relays, Events, Kennzahlen.
Beispiel: nostrscope --demo</translation>
    </message>
    <message>
        <source>Shows this help.</source>
        <translation>Zeigt diese Hilfe.</translation>
    </message>
    <message>
        <source>Shows the version.</source>
        <translation>Zeigt die Version.</translation>
    </message>
    <message>
        <source>Database file; is made when it does not exist.</source>
        <translation>Datenbankdatei; wird angelegt, wenn es sie nicht gibt.</translation>
    </message>
    <message>
        <source>Settings and database of this name.</source>
        <translation>Einstellungen und Datenbank dieses Namens.</translation>
    </message>
    <message>
        <source>Watches a simulated network on this machine.</source>
        <translation>Beobachtet ein simuliertes Netzwerk auf diesem Rechner.</translation>
    </message>
    <message>
        <source>Opens this page: %1.</source>
        <translation>Öffnet diese Seite: %1.</translation>
    </message>
    <message>
        <source>Forgets sizes, columns and order of the window.</source>
        <translation>Vergisst Größen, Spalten und Sortierung des Fensters.</translation>
    </message>
    <message>
        <source>Files to import, relay addresses, npub, note … to go to.</source>
        <translation>Zu importierende Dateien; Relay-Adressen, npub, note …, die geöffnet werden.</translation>
    </message>
    <message>
        <source>“%1” is no file and nothing of Nostr.</source>
        <translation>„%1“ ist weder eine Datei noch etwas von Nostr.</translation>
    </message>
    <message>
        <source>A profile name has letters, digits, “-” and “_” only.</source>
        <translation>Ein Profilname besteht nur aus Buchstaben, Ziffern, „-“ und „_“.</translation>
    </message>
    <message>
        <source>There is no page “%1”. Pages: %2.</source>
        <translation>Es gibt keine Seite „%1“. Seiten: %2.</translation>
    </message>
    <message>
        <source>--after takes milliseconds.</source>
        <translation>--after erwartet Millisekunden.</translation>
    </message>
    <message>
        <source>--report-start takes nanoseconds of CLOCK_MONOTONIC.</source>
        <translation>--report-start erwartet Nanosekunden von CLOCK_MONOTONIC.</translation>
    </message>
    <message>
        <source>A setting for this start, such as format/zone=UTC; may be repeated.</source>
        <translation>Eine Einstellung für diesen Start, etwa format/zone=UTC; darf mehrfach stehen.</translation>
    </message>
    <message>
        <source>--set is KEY=VALUE with a setting of docs/settings.md, not “%1”.</source>
        <translation>--set ist KEY=VALUE mit einer Einstellung aus docs/settings.md, nicht „%1“.</translation>
    </message>
    <message>
        <source>The setting %1 is %2, not “%3”.</source>
        <translation>Die Einstellung %1 ist %2, nicht „%3“.</translation>
    </message>
</context>
<context>
    <name>nostrscope::CommandPalette</name>
    <message>
        <source>Go to or do</source>
        <translation>Gehen zu oder ausführen</translation>
    </message>
    <message>
        <source>Page, command, relay address, npub, note, kind, #tag …</source>
        <translation>Seite, Befehl, Relay-Adresse, npub, note, Kind, #Tag …</translation>
    </message>
    <message>
        <source>What fits</source>
        <translation>Treffer</translation>
    </message>
    <message numerus="yes">
        <source>%n entries</source>
        <translation>
            <numerusform>%n Eintrag</numerusform>
            <numerusform>%n Einträge</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nostrscope::ComparePage</name>
    <message>
        <source>Time to open</source>
        <translation>Zeit bis zum Öffnen</translation>
    </message>
    <message>
        <source>median of each relay</source>
        <translation>Median jedes Relays</translation>
    </message>
    <message>
        <source>Time to read</source>
        <translation>Zeit zum Lesen</translation>
    </message>
    <message>
        <source>Compared relays</source>
        <translation>Verglichene Relays</translation>
    </message>
    <message>
        <source>No successful check in this range</source>
        <translation>Keine erfolgreiche Prüfung in diesem Zeitraum</translation>
    </message>
    <message>
        <source>Select 2 to 6 relays to compare them</source>
        <translation>Zum Vergleichen 2 bis 6 Relays auswählen</translation>
    </message>
    <message>
        <source>Show relays</source>
        <translation>Relays zeigen</translation>
    </message>
    <message>
        <source>Relays</source>
        <translation>Relays</translation>
    </message>
    <message numerus="yes">
        <source>Comparison of %n relay(s)</source>
        <translation>
            <numerusform>Vergleich von %n Relay</numerusform>
            <numerusform>Vergleich von %n Relays</numerusform>
        </translation>
    </message>
    <message>
        <source>Figures of the range</source>
        <translation>Zahlen des Zeitraums</translation>
    </message>
</context>
<context>
    <name>nostrscope::CoverageItems</name>
    <message>
        <source>asked down to here</source>
        <translation>bis hierher gefragt</translation>
    </message>
    <message>
        <source>%1. Click to ask again</source>
        <translation>%1. Klicken, um noch einmal zu fragen</translation>
    </message>
</context>
<context>
    <name>nostrscope::DataLine</name>
    <message>
        <source>&amp;Retry</source>
        <translation>E&amp;rneut versuchen</translation>
    </message>
    <message>
        <source>Copy &amp;details</source>
        <translation>&amp;Details kopieren</translation>
    </message>
    <message>
        <source>Figures cannot be read since %1: %2</source>
        <translation>Zahlen seit %1 nicht lesbar: %2</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Wird geladen …</translation>
    </message>
    <message>
        <source>Loading… Still shown: the figures as of %1.</source>
        <translation>Wird geladen … Noch angezeigt: die Zahlen von %1.</translation>
    </message>
    <message>
        <source>Figures as of %1</source>
        <translation>Stand: %1</translation>
    </message>
    <message>
        <source>as of %1</source>
        <translation>Stand %1</translation>
    </message>
    <message>
        <source>stale, %1</source>
        <translation>veraltet, %1</translation>
    </message>
    <message>
        <source>Stale: figures as of %1, %2</source>
        <translation>Veraltet: Stand %1, %2</translation>
    </message>
    <message>
        <source>These figures cannot be read</source>
        <translation>Diese Zahlen können nicht gelesen werden</translation>
    </message>
    <message>
        <source>stale, as of %1</source>
        <translation>veraltet, Stand %1</translation>
    </message>
</context>
<context>
    <name>nostrscope::DemoNetwork</name>
    <message>
        <source>The simulated network has ended. The figures stand still; start the demo again.</source>
        <translation>Das simulierte Netzwerk wurde beendet. Die Zahlen stehen still; die Demo neu starten.</translation>
    </message>
    <message>
        <source>The simulated network could not be started: %1 (%2).</source>
        <translation>Das simulierte Netzwerk konnte nicht gestartet werden: %1 (%2).</translation>
    </message>
</context>
<context>
    <name>nostrscope::DiscoveryCandidates</name>
    <message>
        <source>New candidates</source>
        <translation>Neue Kandidaten</translation>
    </message>
    <message>
        <source>relays</source>
        <translation>Relays</translation>
    </message>
    <message>
        <source>Candidates</source>
        <translation>Kandidaten</translation>
    </message>
    <message>
        <source>Stages of discovery</source>
        <translation>Stufen der Entdeckung</translation>
    </message>
    <message>
        <source>Run now</source>
        <translation>Jetzt suchen</translation>
    </message>
    <message>
        <source>Filter candidates</source>
        <translation>Kandidaten filtern</translation>
    </message>
    <message>
        <source>the %1 most mentioned of %2</source>
        <translation>die %1 meistgenannten von %2</translation>
    </message>
    <message>
        <source>Reading stored events: %1 of %2</source>
        <translation>Gespeicherte Ereignisse werden gelesen: %1 von %2</translation>
    </message>
    <message>
        <source>Looking at candidates: %1 of %2</source>
        <translation>Kandidaten werden geprüft: %1 von %2</translation>
    </message>
    <message>
        <source>No discovery run yet</source>
        <translation>Noch kein Suchlauf</translation>
    </message>
    <message>
        <source>Last run %1, %2 events read so far</source>
        <translation>Letzter Lauf %1, bisher %2 Ereignisse gelesen</translation>
    </message>
    <message>
        <source>%1; next run %2</source>
        <translation>%1; nächster Lauf %2</translation>
    </message>
    <message>
        <source>To review</source>
        <translation>Durchzusehen</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Gefunden</translation>
    </message>
    <message>
        <source>Reachable</source>
        <translation>Erreichbar</translation>
    </message>
    <message>
        <source>Nostr relays</source>
        <translation>Nostr-Relays</translation>
    </message>
    <message>
        <source>Readable</source>
        <translation>Lesbar</translation>
    </message>
    <message>
        <source>On the list</source>
        <translation>In der Liste</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>stage of discovery, how many</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Another %1 texts in the place of an address were none</source>
        <translation>Weitere %1 Texte an der Stelle einer Adresse waren keine</translation>
    </message>
    <message>
        <source>Other sources</source>
        <translation>Andere Quellen</translation>
    </message>
    <message>
        <source>The candidates cannot be read</source>
        <translation>Die Kandidaten können nicht gelesen werden</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen …</translation>
    </message>
    <message>
        <source>No candidate matches “%1”</source>
        <translation>Kein Kandidat passt zu „%1“</translation>
    </message>
    <message>
        <source>Nothing to review</source>
        <translation>Nichts durchzusehen</translation>
    </message>
    <message>
        <source>No candidate got here yet</source>
        <translation>So weit kam noch kein Kandidat</translation>
    </message>
    <message>
        <source>No candidate is selected</source>
        <translation>Kein Kandidat ist ausgewählt</translation>
    </message>
    <message>
        <source>Reject candidates</source>
        <translation>Kandidaten ablehnen</translation>
    </message>
    <message numerus="yes">
        <source>Why are %n candidate(s) rejected? (may be empty)</source>
        <translation>
            <numerusform>Warum wird %n Kandidat abgelehnt? (darf leer sein)</numerusform>
            <numerusform>Warum werden %n Kandidaten abgelehnt? (darf leer sein)</numerusform>
        </translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Ablehnen</translation>
    </message>
</context>
<context>
    <name>nostrscope::DiscoveryDuplicates</name>
    <message>
        <source>Groups of duplicates</source>
        <translation>Gruppen von Duplikaten</translation>
    </message>
    <message>
        <source>the %1 greatest of %2 groups</source>
        <translation>die %1 größten von %2 Gruppen</translation>
    </message>
    <message>
        <source>No two addresses look like one relay</source>
        <translation>Keine zwei Adressen sehen nach demselben Relay aus</translation>
    </message>
    <message>
        <source>The duplicates cannot be read</source>
        <translation>Die Duplikate können nicht gelesen werden</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen …</translation>
    </message>
    <message>
        <source>No group is selected</source>
        <translation>Keine Gruppe ist ausgewählt</translation>
    </message>
    <message>
        <source>Filter duplicates</source>
        <translation>Duplikate filtern</translation>
    </message>
</context>
<context>
    <name>nostrscope::DiscoveryFetchDialog</name>
    <message>
        <source>Also ask the domains of &amp;names in stored profiles, at most</source>
        <translation>Auch die Domains von &amp;Namen in gespeicherten Profilen fragen, höchstens</translation>
    </message>
    <message>
        <source>Fetch candidates</source>
        <translation>Kandidaten holen</translation>
    </message>
    <message>
        <source>Addresses of lists of &amp;relays, or names such as bob@example.com (NIP-05), one a line:</source>
        <translation>Adressen von &amp;Relay-Listen oder Namen wie bob@example.com (NIP-05), je Zeile eine:</translation>
    </message>
    <message>
        <source>Addresses and names</source>
        <translation>Adressen und Namen</translation>
    </message>
    <message>
        <source>Connects to domains of strangers, which then know your address</source>
        <translation>Verbindet sich mit Domains von Fremden; diese kennen dann Ihre Adresse</translation>
    </message>
    <message>
        <source>Names to ask for at most</source>
        <translation>Höchstens so viele Namen</translation>
    </message>
    <message>
        <source>What came of it</source>
        <translation>Was dabei herauskam</translation>
    </message>
    <message>
        <source>&amp;Fetch</source>
        <translation>&amp;Holen</translation>
    </message>
    <message>
        <source>Only the first %1 lines are fetched.</source>
        <translation>Nur die ersten %1 Zeilen werden geholt.</translation>
    </message>
    <message>
        <source>%1: %2 entries, %3 new relays, %4 known, %5 refused</source>
        <translation>%1: %2 Einträge, %3 neue Relays, %4 bekannte, %5 abgewiesen</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>address, what is wrong</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>There is no name in stored profiles whose domain was not asked before.</source>
        <translation>In gespeicherten Profilen ist kein Name, dessen Domain nicht schon gefragt wurde.</translation>
    </message>
    <message>
        <source>Fetching…</source>
        <translation>Wird geholt …</translation>
    </message>
</context>
<context>
    <name>nostrscope::DiscoveryMonitors</name>
    <message>
        <source>Other monitors</source>
        <translation>Andere Monitore</translation>
    </message>
    <message>
        <source>the %1 that report most of %2</source>
        <translation>die %1 von %2, die am meisten berichten</translation>
    </message>
    <message>
        <source>No report of another monitor is stored (kinds 10166 and 30166)</source>
        <translation>Kein Bericht eines anderen Monitors ist gespeichert (Kinds 10166 und 30166)</translation>
    </message>
    <message>
        <source>The monitors cannot be read</source>
        <translation>Die Monitore können nicht gelesen werden</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen …</translation>
    </message>
    <message>
        <source>Filter monitors</source>
        <translation>Monitore filtern</translation>
    </message>
</context>
<context>
    <name>nostrscope::DiscoveryOutbox</name>
    <message>
        <source>Those whom &amp;they follow</source>
        <translation>Die, denen sie &amp;folgen</translation>
    </message>
    <message>
        <source>&amp;Look</source>
        <translation>&amp;Nachsehen</translation>
    </message>
    <message>
        <source>Recommended relays</source>
        <translation>Empfohlene Relays</translation>
    </message>
    <message>
        <source>Authors</source>
        <translation>Autoren</translation>
    </message>
    <message>
        <source>Public keys: npub, nprofile or hex</source>
        <translation>Öffentliche Schlüssel: npub, nprofile oder hex</translation>
    </message>
    <message>
        <source>Public keys of authors</source>
        <translation>Öffentliche Schlüssel von Autoren</translation>
    </message>
    <message>
        <source>By the newest stored contact list (kind 3) of each</source>
        <translation>Nach der jeweils neuesten gespeicherten Kontaktliste (Kind 3)</translation>
    </message>
    <message>
        <source>Parts of the answer</source>
        <translation>Teile der Antwort</translation>
    </message>
    <message>
        <source>“%1” is no public key</source>
        <translation>„%1“ ist kein öffentlicher Schlüssel</translation>
    </message>
    <message>
        <source>Paste the public keys of authors: which of the relays that they declare for writing answer, and do these hold their events?</source>
        <translation>Fügen Sie öffentliche Schlüssel von Autoren ein: welche der Relays, die sie zum Schreiben angeben, antworten, und haben diese ihre Events?</translation>
    </message>
    <message>
        <source>They follow nobody, as far as is stored</source>
        <translation>Sie folgen niemandem, soweit gespeichert</translation>
    </message>
    <message>
        <source>No relay is known to hold their events</source>
        <translation>Von keinem Relay ist bekannt, dass es ihre Events hat</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen …</translation>
    </message>
    <message>
        <source>Filter authors</source>
        <translation>Autoren filtern</translation>
    </message>
    <message>
        <source>Filter recommended relays</source>
        <translation>Empfohlene Relays filtern</translation>
    </message>
</context>
<context>
    <name>nostrscope::DiscoveryPage</name>
    <message>
        <source>Candidates</source>
        <translation>Kandidaten</translation>
    </message>
    <message>
        <source>Discovery</source>
        <translation>Entdeckung</translation>
    </message>
    <message>
        <source>&amp;Run now</source>
        <translation>&amp;Jetzt suchen</translation>
    </message>
    <message>
        <source>Read what was stored since the last run</source>
        <translation>Lesen, was seit dem letzten Lauf gespeichert wurde</translation>
    </message>
    <message>
        <source>&amp;Validate</source>
        <translation>&amp;Prüfen</translation>
    </message>
    <message>
        <source>Run, then connect to candidates whose time has come: are they Nostr relays at all?</source>
        <translation>Suchen, dann fällige Kandidaten ansprechen: Sind es überhaupt Nostr-Relays?</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>A&amp;bbrechen</translation>
    </message>
    <message>
        <source>End the run; what was found so far is kept</source>
        <translation>Den Lauf beenden; was bisher gefunden wurde, bleibt</translation>
    </message>
    <message>
        <source>&amp;Accept</source>
        <translation>&amp;Annehmen</translation>
    </message>
    <message>
        <source>Put the selected relays on the list</source>
        <translation>Die ausgewählten Relays in die Liste aufnehmen</translation>
    </message>
    <message>
        <source>&amp;Never again</source>
        <translation>&amp;Nie wieder</translation>
    </message>
    <message>
        <source>Take the selected relays out of review and do not even count who names them</source>
        <translation>Die ausgewählten Relays aus der Durchsicht nehmen und nicht einmal zählen, wer sie nennt</translation>
    </message>
    <message>
        <source>&amp;Undo decision</source>
        <translation>Entscheidung &amp;zurücknehmen</translation>
    </message>
    <message>
        <source>Take back the last decision</source>
        <translation>Die letzte Entscheidung zurücknehmen</translation>
    </message>
    <message>
        <source>A run is under way</source>
        <translation>Ein Lauf ist im Gange</translation>
    </message>
    <message>
        <source>No run is under way</source>
        <translation>Kein Lauf ist im Gange</translation>
    </message>
    <message>
        <source>Nothing was decided</source>
        <translation>Nichts wurde entschieden</translation>
    </message>
    <message>
        <source>Parts of discovery</source>
        <translation>Teile der Entdeckung</translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation>Duplikate</translation>
    </message>
    <message>
        <source>Other monitors</source>
        <translation>Andere Monitore</translation>
    </message>
    <message>
        <source>Outbox coverage</source>
        <translation>Outbox-Abdeckung</translation>
    </message>
    <message>
        <source>Re&amp;ject…</source>
        <translation>Ab&amp;lehnen …</translation>
    </message>
    <message>
        <source>Take the selected relays out of review, and say why</source>
        <translation>Die ausgewählten Relays aus der Durchsicht nehmen und sagen, warum</translation>
    </message>
    <message>
        <source>R&amp;ules…</source>
        <translation>&amp;Regeln …</translation>
    </message>
    <message>
        <source>By which validated candidates join the list by themselves</source>
        <translation>Nach denen geprüfte Kandidaten von selbst in die Liste kommen</translation>
    </message>
    <message>
        <source>&amp;Fetch…</source>
        <translation>&amp;Holen …</translation>
    </message>
    <message>
        <source>Fetch lists of relays from addresses, or the relays that domains name (NIP-05)</source>
        <translation>Relay-Listen von Adressen holen, oder die Relays, die Domains nennen (NIP-05)</translation>
    </message>
    <message>
        <source>Make &amp;one</source>
        <translation>Zu &amp;einem machen</translation>
    </message>
    <message>
        <source>Keep the first relay of the selected groups and reject the others for being the same</source>
        <translation>Das erste Relay der ausgewählten Gruppen behalten und die anderen als dasselbe ablehnen</translation>
    </message>
    <message>
        <source>&amp;Different relays</source>
        <translation>&amp;Verschiedene Relays</translation>
    </message>
    <message>
        <source>Remember that the URLs of the selected groups are different relays</source>
        <translation>Merken, dass die URLs der ausgewählten Gruppen verschiedene Relays sind</translation>
    </message>
</context>
<context>
    <name>nostrscope::DiscoveryRulesDialog</name>
    <message>
        <source>It answered a &amp;question</source>
        <translation>Es hat eine &amp;Frage beantwortet</translation>
    </message>
    <message>
        <source>&amp;Add rule</source>
        <translation>Regel &amp;hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Remove rule</source>
        <translation>Regel &amp;entfernen</translation>
    </message>
    <message>
        <source>Candidates that the rules would accept</source>
        <translation>Kandidaten, die die Regeln annähmen</translation>
    </message>
    <message>
        <source>Rules for candidates</source>
        <translation>Regeln für Kandidaten</translation>
    </message>
    <message>
        <source>After each validation, candidates that fit one of these rules join the list. All of a rule must hold.</source>
        <translation>Nach jeder Prüfung kommen Kandidaten, die zu einer dieser Regeln passen, in die Liste. Alles in einer Regel muss zutreffen.</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>Regeln</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>A new rule</source>
        <translation>Eine neue Regel</translation>
    </message>
    <message>
        <source>Without this it is enough that it speaks Nostr: a relay for members only may not answer</source>
        <translation>Sonst genügt, dass es Nostr spricht: ein Relay nur für Mitglieder antwortet vielleicht nicht</translation>
    </message>
    <message>
        <source>any number</source>
        <translation>beliebig viele</translation>
    </message>
    <message>
        <source>any source</source>
        <translation>beliebige Quelle</translation>
    </message>
    <message>
        <source>Authors that name it, &amp;at least:</source>
        <translation>Autoren, die es nennen, min&amp;destens:</translation>
    </message>
    <message>
        <source>&amp;Mentions, at least:</source>
        <translation>&amp;Nennungen, mindestens:</translation>
    </message>
    <message>
        <source>Named &amp;by:</source>
        <translation>Genannt &amp;von:</translation>
    </message>
    <message>
        <source>%1 — would accept %2 now</source>
        <translation>%1 — nähme jetzt %2 an</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen …</translation>
    </message>
    <message>
        <source>No validated candidate fits</source>
        <translation>Kein geprüfter Kandidat passt</translation>
    </message>
    <message>
        <source>Without rules nothing is accepted by itself.</source>
        <translation>Ohne Regeln wird nichts von selbst angenommen.</translation>
    </message>
    <message numerus="yes">
        <source>%n candidate(s) would join the list now.</source>
        <translation>
            <numerusform>%n Kandidat käme jetzt in die Liste.</numerusform>
            <numerusform>%n Kandidaten kämen jetzt in die Liste.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nostrscope::DiscoveryTable</name>
    <message>
        <source>relay lists</source>
        <translation>Relay-Listen</translation>
    </message>
    <message>
        <source>other monitors</source>
        <translation>andere Monitore</translation>
    </message>
    <message>
        <source>hints</source>
        <translation>Hinweise</translation>
    </message>
    <message>
        <source>links in texts</source>
        <translation>Verweise in Texten</translation>
    </message>
    <message>
        <source>contact lists</source>
        <translation>Kontaktlisten</translation>
    </message>
    <message>
        <source>recommendations</source>
        <translation>Empfehlungen</translation>
    </message>
    <message>
        <source>relay sets</source>
        <translation>Relay-Sammlungen</translation>
    </message>
    <message>
        <source>zap requests</source>
        <translation>Zap-Anfragen</translation>
    </message>
    <message>
        <source>NIP-05 domains</source>
        <translation>NIP-05-Domains</translation>
    </message>
    <message>
        <source>imported lists</source>
        <translation>importierte Listen</translation>
    </message>
    <message>
        <source>clearnet</source>
        <translation>Clearnet</translation>
    </message>
    <message>
        <source>local</source>
        <translation>lokal</translation>
    </message>
    <message>
        <source>on the list</source>
        <translation>in der Liste</translation>
    </message>
    <message>
        <source>removed from the list</source>
        <translation>aus der Liste entfernt</translation>
    </message>
    <message>
        <source>to be reviewed</source>
        <translation>durchzusehen</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>angenommen</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>never again</source>
        <translation>nie wieder</translation>
    </message>
    <message>
        <source>%1: named %2 times by %3 authors</source>
        <translation>%1: %2-mal genannt von %3 Autoren</translation>
    </message>
    <message>
        <source>%1, %2 for reading and %3 for writing</source>
        <translation>%1, %2-mal zum Lesen und %3-mal zum Schreiben</translation>
    </message>
    <message>
        <source>%1, from %2</source>
        <translation>%1, aus %2</translation>
    </message>
    <message>
        <source>Not looked at yet</source>
        <translation>Noch nicht geprüft</translation>
    </message>
    <message>
        <source>Looked at %1; next time %2</source>
        <translation>Geprüft %1; das nächste Mal %2</translation>
    </message>
    <message numerus="yes">
        <source>%1; failed %n time(s) in a row</source>
        <translation>
            <numerusform>%1; %n-mal hintereinander gescheitert</numerusform>
            <numerusform>%1; %n-mal hintereinander gescheitert</numerusform>
        </translation>
    </message>
    <message>
        <source>Readable</source>
        <translation>Lesbar</translation>
    </message>
    <message>
        <source>URL</source>
        <translation>URL</translation>
    </message>
    <message>
        <source>Address of the relay</source>
        <translation>Adresse des Relays</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>What was decided</source>
        <translation>Was entschieden wurde</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Quellen</translation>
    </message>
    <message>
        <source>By which ways it was named</source>
        <translation>Auf welchen Wegen es genannt wurde</translation>
    </message>
    <message>
        <source>Mentions</source>
        <translation>Nennungen</translation>
    </message>
    <message>
        <source>Stored events and lists that name it</source>
        <translation>Gespeicherte Ereignisse und Listen, die es nennen</translation>
    </message>
    <message>
        <source>Authors</source>
        <translation>Autoren</translation>
    </message>
    <message>
        <source>Different authors of these events</source>
        <translation>Verschiedene Autoren dieser Ereignisse</translation>
    </message>
    <message>
        <source>First seen</source>
        <translation>Zuerst gesehen</translation>
    </message>
    <message>
        <source>When we first received such an event</source>
        <translation>Wann wir zuerst ein solches Ereignis erhielten</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>How often it was looked at</source>
        <translation>Wie oft es geprüft wurde</translation>
    </message>
    <message>
        <source>Last result</source>
        <translation>Letztes Ergebnis</translation>
    </message>
    <message>
        <source>Whether it is a Nostr relay at all</source>
        <translation>Ob es überhaupt ein Nostr-Relay ist</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>How it can be reached</source>
        <translation>Wie es erreicht werden kann</translation>
    </message>
    <message>
        <source>RTT</source>
        <translation>RTT</translation>
    </message>
    <message>
        <source>Time until it answered the question, when last looked at</source>
        <translation>Zeit bis zur Antwort auf die Frage, bei der letzten Prüfung</translation>
    </message>
    <message>
        <source>Not measured</source>
        <translation>Nicht gemessen</translation>
    </message>
    <message>
        <source>Tor</source>
        <translation>Tor</translation>
    </message>
    <message>
        <source>I2P</source>
        <translation>I2P</translation>
    </message>
    <message>
        <source>Loki</source>
        <translation>Loki</translation>
    </message>
    <message>
        <source>Nothing matches “%1”</source>
        <translation>Nichts passt zu „%1“</translation>
    </message>
    <message>
        <source>Clear filter</source>
        <translation>Filter löschen</translation>
    </message>
</context>
<context>
    <name>nostrscope::DiscoveryTables</name>
    <message>
        <source>not checked</source>
        <translation>nicht geprüft</translation>
    </message>
    <message>
        <source>answers</source>
        <translation>antwortet</translation>
    </message>
    <message>
        <source>does not answer</source>
        <translation>antwortet nicht</translation>
    </message>
    <message>
        <source>No relay list</source>
        <translation>Keine Relay-Liste</translation>
    </message>
    <message>
        <source>No relay answers</source>
        <translation>Kein Relay antwortet</translation>
    </message>
    <message>
        <source>Relays not checked</source>
        <translation>Relays nicht geprüft</translation>
    </message>
    <message>
        <source>Relays hold nothing</source>
        <translation>Relays haben nichts</translation>
    </message>
    <message>
        <source>Covered</source>
        <translation>Abgedeckt</translation>
    </message>
    <message>
        <source>No list of relays (kind 10002) is stored that names one for writing</source>
        <translation>Keine Relay-Liste (Kind 10002) ist gespeichert, die eines zum Schreiben nennt</translation>
    </message>
    <message>
        <source>None of the relays declared for writing is known to answer</source>
        <translation>Von keinem der zum Schreiben angegebenen Relays ist bekannt, dass es antwortet</translation>
    </message>
    <message>
        <source>Nothing is known of the relays declared for writing</source>
        <translation>Über die zum Schreiben angegebenen Relays ist nichts bekannt</translation>
    </message>
    <message>
        <source>A relay declared for writing answers, but none that does showed an event of the author</source>
        <translation>Ein zum Schreiben angegebenes Relay antwortet, aber keines davon zeigte ein Event des Autors</translation>
    </message>
    <message>
        <source>A relay declared for writing answers and showed events of the author</source>
        <translation>Ein zum Schreiben angegebenes Relay antwortet und zeigte Events des Autors</translation>
    </message>
    <message>
        <source>name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>document</source>
        <translation>Dokument</translation>
    </message>
    <message>
        <source>name and document</source>
        <translation>Name und Dokument</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Stays when the group is made one</source>
        <translation>Bleibt, wenn die Gruppe zu einem gemacht wird</translation>
    </message>
    <message>
        <source>The same as</source>
        <translation>Dasselbe wie</translation>
    </message>
    <message>
        <source>Are rejected when the group is made one</source>
        <translation>Werden abgelehnt, wenn die Gruppe zu einem gemacht wird</translation>
    </message>
    <message>
        <source>Same</source>
        <translation>Gleich</translation>
    </message>
    <message>
        <source>Name: the same but for www., scheme or the ports 80 and 443. Document: the same NIP-11 document with the same key</source>
        <translation>Name: gleich bis auf www., Schema oder die Ports 80 und 443. Dokument: dasselbe NIP-11-Dokument mit demselben Schlüssel</translation>
    </message>
    <message>
        <source>URLs</source>
        <translation>URLs</translation>
    </message>
    <message>
        <source>How many are not rejected</source>
        <translation>Wie viele nicht abgelehnt sind</translation>
    </message>
    <message>
        <source>Mentions</source>
        <translation>Nennungen</translation>
    </message>
    <message>
        <source>Stored events and lists that name one of them</source>
        <translation>Gespeicherte Ereignisse und Listen, die eine davon nennen</translation>
    </message>
    <message>
        <source>On the list</source>
        <translation>In der Liste</translation>
    </message>
    <message>
        <source>How many of them are watched already</source>
        <translation>Wie viele davon schon beobachtet werden</translation>
    </message>
    <message>
        <source>Monitor</source>
        <translation>Monitor</translation>
    </message>
    <message>
        <source>The name in its profile</source>
        <translation>Der Name in seinem Profil</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Its public key</source>
        <translation>Sein öffentlicher Schlüssel</translation>
    </message>
    <message>
        <source>Checks every</source>
        <translation>Prüft alle</translation>
    </message>
    <message>
        <source>As it announces (kind 10166)</source>
        <translation>Wie es ankündigt (Kind 10166)</translation>
    </message>
    <message>
        <source>What it checks</source>
        <translation>Was es prüft</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Berichte</translation>
    </message>
    <message>
        <source>Stored reports (kind 30166), old versions too</source>
        <translation>Gespeicherte Berichte (Kind 30166), auch alte Fassungen</translation>
    </message>
    <message>
        <source>Relays</source>
        <translation>Relays</translation>
    </message>
    <message>
        <source>That its newest reports are about</source>
        <translation>Von denen seine neuesten Berichte handeln</translation>
    </message>
    <message>
        <source>Last report</source>
        <translation>Letzter Bericht</translation>
    </message>
    <message>
        <source>Date of its newest report</source>
        <translation>Datum seines neuesten Berichts</translation>
    </message>
    <message>
        <source>Agrees</source>
        <translation>Stimmt überein</translation>
    </message>
    <message>
        <source>Share of the relays, of those of which both know something, that it sees as we do</source>
        <translation>Anteil der Relays, von denen beide etwas wissen, die es sieht wie wir</translation>
    </message>
    <message>
        <source>There is no relay of which both know something</source>
        <translation>Es gibt kein Relay, von dem beide etwas wissen</translation>
    </message>
    <message>
        <source>%1 of %2 relays</source>
        <translation>%1 von %2 Relays</translation>
    </message>
    <message>
        <source>It does not announce itself</source>
        <translation>Es kündigt sich nicht an</translation>
    </message>
    <message>
        <source>No profile is stored</source>
        <translation>Kein Profil ist gespeichert</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Rang</translation>
    </message>
    <message>
        <source>In which it was chosen</source>
        <translation>In dem es gewählt wurde</translation>
    </message>
    <message>
        <source>Relay</source>
        <translation>Relay</translation>
    </message>
    <message>
        <source>Address of the relay</source>
        <translation>Adresse des Relays</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>By what is stored of the last two days</source>
        <translation>Nach dem, was von den letzten zwei Tagen gespeichert ist</translation>
    </message>
    <message>
        <source>New authors</source>
        <translation>Neue Autoren</translation>
    </message>
    <message>
        <source>Whom no relay chosen before serves</source>
        <translation>Denen kein vorher gewähltes Relay dient</translation>
    </message>
    <message>
        <source>Declared by</source>
        <translation>Angegeben von</translation>
    </message>
    <message>
        <source>Authors that name it for writing</source>
        <translation>Autoren, die es zum Schreiben nennen</translation>
    </message>
    <message>
        <source>Holds events of</source>
        <translation>Hat Events von</translation>
    </message>
    <message>
        <source>Authors of whom it showed us something</source>
        <translation>Autoren, von denen es uns etwas zeigte</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Events</translation>
    </message>
    <message>
        <source>Of their newest ones, how many it showed us</source>
        <translation>Wie viele von ihren neuesten es uns zeigte</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>Autor</translation>
    </message>
    <message>
        <source>Public key</source>
        <translation>Öffentlicher Schlüssel</translation>
    </message>
    <message>
        <source>How the relays declared for writing serve the author</source>
        <translation>Wie die zum Schreiben angegebenen Relays dem Autor dienen</translation>
    </message>
    <message>
        <source>Declared</source>
        <translation>Angegeben</translation>
    </message>
    <message>
        <source>Relays declared for writing</source>
        <translation>Zum Schreiben angegebene Relays</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Of them, those that are known to answer</source>
        <translation>Davon die, von denen bekannt ist, dass sie antworten</translation>
    </message>
    <message>
        <source>Hold events</source>
        <translation>Haben Events</translation>
    </message>
    <message>
        <source>Of them, those that showed events of the author</source>
        <translation>Davon die, die Events des Autors zeigten</translation>
    </message>
    <message>
        <source>Newest stored ones that were looked at</source>
        <translation>Die neuesten gespeicherten, die angesehen wurden</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>state of authors, how many</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 authors. %2. %3 relays serve %4 of them.</source>
        <translation>%1 Autoren. %2. %3 Relays dienen %4 von ihnen.</translation>
    </message>
    <message>
        <source>Only the first %1 authors were looked at.</source>
        <translation>Nur die ersten %1 Autoren wurden angesehen.</translation>
    </message>
    <message>
        <source>Only the newest %1 events were looked at.</source>
        <translation>Nur die neuesten %1 Events wurden angesehen.</translation>
    </message>
    <message>
        <source>Authors</source>
        <translation>Autoren</translation>
    </message>
    <message>
        <source>Different authors that name it</source>
        <translation>Verschiedene Autoren, die es nennen</translation>
    </message>
    <message>
        <source>Stored events and lists that name it</source>
        <translation>Gespeicherte Ereignisse und Listen, die es nennen</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Regel</translation>
    </message>
    <message>
        <source>The first one that accepts it</source>
        <translation>Die erste, die es annimmt</translation>
    </message>
    <message>
        <source>readable</source>
        <translation>lesbar</translation>
    </message>
    <message>
        <source>%1 authors or more</source>
        <translation>%1 Autoren oder mehr</translation>
    </message>
    <message>
        <source>%1 mentions or more</source>
        <translation>%1 Nennungen oder mehr</translation>
    </message>
    <message>
        <source>named by %1</source>
        <translation>genannt von %1</translation>
    </message>
    <message>
        <source> or </source>
        <comment>between sources</comment>
        <translation> oder </translation>
    </message>
</context>
<context>
    <name>nostrscope::DiskWatch</name>
    <message>
        <source>The disk is nearly full: histories are not fetched until there is room. Remove old events (Retention), or free space.</source>
        <translation>Die Platte ist fast voll: Verläufe werden nicht geholt, bis Platz ist. Alte Ereignisse entfernen (Aufbewahrung) oder Platz schaffen.</translation>
    </message>
    <message>
        <source>The disk gets short: %1 free, %2 of it.</source>
        <translation>Die Platte wird knapp: %1 frei, %2 von ihr.</translation>
    </message>
    <message>
        <source>The disk gets short: %1 free.</source>
        <translation>Die Platte wird knapp: %1 frei.</translation>
    </message>
    <message>
        <source>S&amp;how</source>
        <translation>&amp;Zeigen</translation>
    </message>
</context>
<context>
    <name>nostrscope::DocumentDiff</name>
    <message>
        <source>This version is no JSON object: its fields are not known.</source>
        <translation>Diese Fassung ist kein JSON-Objekt: ihre Felder sind nicht bekannt.</translation>
    </message>
    <message>
        <source>The version before is no JSON object: its fields are not known.</source>
        <translation>Die Fassung davor ist kein JSON-Objekt: ihre Felder sind nicht bekannt.</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Place in the document</source>
        <translation>Stelle im Dokument</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>What happened to the field since the version before</source>
        <translation>Was mit dem Feld seit der Fassung davor geschah</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>In the version before</source>
        <translation>In der Fassung davor</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
    <message>
        <source>In this version</source>
        <translation>In dieser Fassung</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Hinzugefügt</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>Entfernt</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
</context>
<context>
    <name>nostrscope::DocumentFields</name>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>%1 every %2</source>
        <translation>%1 alle %2</translation>
    </message>
    <message>
        <source>Longest message, bytes</source>
        <translation>Längste Nachricht, Bytes</translation>
    </message>
    <message>
        <source>Subscriptions</source>
        <translation>Abonnements</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Greatest limit</source>
        <translation>Größtes Limit</translation>
    </message>
    <message>
        <source>Default limit</source>
        <translation>Übliches Limit</translation>
    </message>
    <message>
        <source>Longest subscription id</source>
        <translation>Längste Kennung eines Abonnements</translation>
    </message>
    <message>
        <source>Tags of an event</source>
        <translation>Tags eines Events</translation>
    </message>
    <message>
        <source>Longest content</source>
        <translation>Längster Inhalt</translation>
    </message>
    <message>
        <source>Least proof of work, bits</source>
        <translation>Mindestens Proof of Work, Bits</translation>
    </message>
    <message>
        <source>Oldest date, seconds</source>
        <translation>Ältestes Datum, Sekunden</translation>
    </message>
    <message>
        <source>Latest date, seconds</source>
        <translation>Spätestes Datum, Sekunden</translation>
    </message>
    <message>
        <source>Wants authentication</source>
        <translation>Verlangt Anmeldung</translation>
    </message>
    <message>
        <source>Wants payment</source>
        <translation>Verlangt Zahlung</translation>
    </message>
    <message>
        <source>Restricted writes</source>
        <translation>Schreiben eingeschränkt</translation>
    </message>
    <message>
        <source>The document is too large.</source>
        <translation>Das Dokument ist zu groß.</translation>
    </message>
    <message>
        <source>What the relay sends is no JSON.</source>
        <translation>Was das Relay sendet, ist kein JSON.</translation>
    </message>
    <message>
        <source>The document is JSON, but no information document.</source>
        <translation>Das Dokument ist JSON, aber kein Informationsdokument.</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Allgemein</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Countries</source>
        <translation>Länder</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>Sprachen</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>Attributes</source>
        <translation>Eigenschaften</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>Betreiber</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>Kontakt</translation>
    </message>
    <message>
        <source>Public key</source>
        <translation>Öffentlicher Schlüssel</translation>
    </message>
    <message>
        <source>Key of the relay</source>
        <translation>Schlüssel des Relays</translation>
    </message>
    <message>
        <source>Software</source>
        <translation>Software</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>NIPs</source>
        <translation>NIPs</translation>
    </message>
    <message>
        <source>Limits it claims</source>
        <translation>Behauptete Grenzen</translation>
    </message>
    <message>
        <source>Fees</source>
        <translation>Gebühren</translation>
    </message>
    <message>
        <source>Admission</source>
        <translation>Aufnahme</translation>
    </message>
    <message>
        <source>Subscription</source>
        <translation>Abonnement</translation>
    </message>
    <message>
        <source>Publication</source>
        <translation>Veröffentlichung</translation>
    </message>
    <message>
        <source>Payments</source>
        <translation>Zahlungen</translation>
    </message>
    <message>
        <source>Policies</source>
        <translation>Regeln</translation>
    </message>
    <message>
        <source>Posting</source>
        <translation>Beiträge</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>Datenschutz</translation>
    </message>
    <message>
        <source>Terms of service</source>
        <translation>Nutzungsbedingungen</translation>
    </message>
    <message>
        <source>The document says nothing.</source>
        <translation>Das Dokument sagt nichts.</translation>
    </message>
</context>
<context>
    <name>nostrscope::DvmTables</name>
    <message>
        <source>No job whose request is stored</source>
        <translation>Kein Auftrag, dessen Anfrage gespeichert ist</translation>
    </message>
    <message>
        <source>%1 of %2 jobs</source>
        <comment>numbers</comment>
        <translation>%1 von %2 Aufträgen</translation>
    </message>
    <message>
        <source>No result with a known time</source>
        <translation>Kein Ergebnis mit bekannter Zeit</translation>
    </message>
    <message>
        <source>By the times at which request and result were received</source>
        <translation>Nach den Zeiten, zu denen Anfrage und Ergebnis empfangen wurden</translation>
    </message>
    <message>
        <source>By the dates that request and result state: none was received live</source>
        <translation>Nach den Daten, die Anfrage und Ergebnis nennen: keines wurde live empfangen</translation>
    </message>
    <message>
        <source>No amount was named</source>
        <translation>Es wurde kein Betrag genannt</translation>
    </message>
    <message numerus="yes">
        <source>Median of %n amount(s)</source>
        <translation>
            <numerusform>Median von %n Betrag</numerusform>
            <numerusform>Median von %n Beträgen</numerusform>
        </translation>
    </message>
    <message>
        <source>active</source>
        <comment>a machine</comment>
        <translation>aktiv</translation>
    </message>
    <message>
        <source>silent</source>
        <comment>a machine</comment>
        <translation>still</translation>
    </message>
    <message>
        <source>Gave a result within the last 24 hours</source>
        <translation>Gab in den letzten 24 Stunden ein Ergebnis</translation>
    </message>
    <message>
        <source>Gave no result within the last 24 hours</source>
        <translation>Gab in den letzten 24 Stunden kein Ergebnis</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <comment>kinds</comment>
        <translation>und %1 weitere</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Active: gave a result within the last 24 hours</source>
        <translation>Aktiv: gab in den letzten 24 Stunden ein Ergebnis</translation>
    </message>
    <message>
        <source>Machine</source>
        <translation>Maschine</translation>
    </message>
    <message>
        <source>Public key that signed the answers</source>
        <translation>Öffentlicher Schlüssel, der die Antworten signiert hat</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>Kunden</translation>
    </message>
    <message>
        <source>Distinct authors of the requests that its results are for; itself is none</source>
        <translation>Verschiedene Autoren der Anfragen, zu denen ihre Ergebnisse gehören; sie selbst zählt nicht</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>Stored requests that it answered, by result or feedback</source>
        <translation>Gespeicherte Anfragen, die sie mit Ergebnis oder Rückmeldung beantwortet hat</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>Results of the range, those to itself left out</source>
        <translation>Ergebnisse des Zeitraums ohne die an sich selbst</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>Beantwortet</translation>
    </message>
    <message>
        <source>Part of its jobs that has a result of it</source>
        <translation>Anteil ihrer Aufträge, die ein Ergebnis von ihr haben</translation>
    </message>
    <message>
        <source>Time p50</source>
        <translation>Zeit p50</translation>
    </message>
    <message>
        <source>Request to first result: half of them were faster</source>
        <translation>Von der Anfrage bis zum ersten Ergebnis: die Hälfte war schneller</translation>
    </message>
    <message>
        <source>Time p95</source>
        <translation>Zeit p95</translation>
    </message>
    <message>
        <source>Request to first result: 95 of 100 were faster</source>
        <translation>Von der Anfrage bis zum ersten Ergebnis: 95 von 100 waren schneller</translation>
    </message>
    <message>
        <source>Kinds</source>
        <translation>Kinds</translation>
    </message>
    <message>
        <source>Kinds of jobs that it answered</source>
        <translation>Kinds der Aufträge, die sie beantwortet hat</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Part of its jobs that has feedback “error” of it and no result</source>
        <translation>Anteil ihrer Aufträge mit Rückmeldung „error“ von ihr und ohne Ergebnis</translation>
    </message>
    <message>
        <source>Payment required</source>
        <translation>Zahlung verlangt</translation>
    </message>
    <message>
        <source>Feedback that asks for payment</source>
        <translation>Rückmeldungen, die eine Zahlung verlangen</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>Verlangt</translation>
    </message>
    <message>
        <source>Median of the most that it named for a job, by tag “amount”</source>
        <translation>Median des Höchsten, was sie für einen Auftrag genannt hat, nach dem Tag „amount“</translation>
    </message>
    <message>
        <source>To itself</source>
        <translation>An sich selbst</translation>
    </message>
    <message>
        <source>Answers to its own requests; they are in no other figure of it</source>
        <translation>Antworten auf ihre eigenen Anfragen; sie sind in keiner anderen ihrer Zahlen enthalten</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>Zuletzt gesehen</translation>
    </message>
    <message>
        <source>Date of its newest answer, of all time</source>
        <translation>Datum ihrer neuesten Antwort, gleich welcher Zeitraum</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Kind of the requests: its number and name</source>
        <translation>Kind der Anfragen: Nummer und Name</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Requests of the range</source>
        <translation>Anfragen des Zeitraums</translation>
    </message>
    <message>
        <source>Distinct authors of these requests</source>
        <translation>Verschiedene Autoren dieser Anfragen</translation>
    </message>
    <message>
        <source>Results of the range to jobs of this kind, those to oneself left out</source>
        <translation>Ergebnisse des Zeitraums zu Aufträgen dieses Kinds ohne die an sich selbst</translation>
    </message>
    <message>
        <source>Part of the jobs that has a result</source>
        <translation>Anteil der Aufträge, die ein Ergebnis haben</translation>
    </message>
    <message>
        <source>Machines</source>
        <translation>Maschinen</translation>
    </message>
    <message>
        <source>Distinct machines that gave results</source>
        <translation>Verschiedene Maschinen, die Ergebnisse gegeben haben</translation>
    </message>
    <message>
        <source>Median of the most that a machine named for a job, by tag “amount”</source>
        <translation>Median des Höchsten, was eine Maschine für einen Auftrag genannt hat, nach dem Tag „amount“</translation>
    </message>
    <message>
        <source>Last request</source>
        <translation>Letzte Anfrage</translation>
    </message>
    <message>
        <source>Date of the newest request, of all time</source>
        <translation>Datum der neuesten Anfrage, gleich welcher Zeitraum</translation>
    </message>
</context>
<context>
    <name>nostrscope::DvmsPage</name>
    <message>
        <source>Tables of data vending machines</source>
        <translation>Tabellen der Data Vending Machines</translation>
    </message>
    <message>
        <source>DVMs</source>
        <translation>DVMs</translation>
    </message>
    <message>
        <source>Job kinds</source>
        <translation>Kinds von Aufträgen</translation>
    </message>
    <message>
        <source>Show all time</source>
        <translation>Gesamte Zeit zeigen</translation>
    </message>
    <message>
        <source>Go to Overview</source>
        <translation>Zur Übersicht</translation>
    </message>
    <message>
        <source>Filter machines</source>
        <translation>Maschinen filtern</translation>
    </message>
    <message>
        <source>Filter kinds of jobs</source>
        <translation>Kinds von Aufträgen filtern</translation>
    </message>
    <message>
        <source>Not complete: %1</source>
        <translation>Nicht vollständig: %1</translation>
    </message>
    <message>
        <source>The tables show the first %1 only</source>
        <translation>Die Tabellen zeigen nur die ersten %1</translation>
    </message>
    <message>
        <source>This table cannot be read: %1</source>
        <translation>Diese Tabelle kann nicht gelesen werden: %1</translation>
    </message>
    <message>
        <source>No machine answered in this range</source>
        <translation>In diesem Zeitraum hat keine Maschine geantwortet</translation>
    </message>
    <message>
        <source>No job was asked for in this range</source>
        <translation>In diesem Zeitraum wurde kein Auftrag erteilt</translation>
    </message>
    <message>
        <source>No jobs and no answers in this range.</source>
        <translation>Keine Aufträge und keine Antworten in diesem Zeitraum.</translation>
    </message>
    <message>
        <source>No jobs and no answers are stored. Start collecting, or import some.</source>
        <translation>Es sind keine Aufträge und keine Antworten gespeichert. Sammeln starten oder welche importieren.</translation>
    </message>
    <message numerus="yes">
        <source>Listening for kinds 5000–7000 on %n relay(s) since %1</source>
        <translation>
            <numerusform>Es wird seit %1 auf %n Relay nach Kinds 5000–7000 gehorcht</numerusform>
            <numerusform>Es wird seit %1 auf %n Relays nach Kinds 5000–7000 gehorcht</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Listening for kinds 5000–7000 on %n relay(s)</source>
        <translation>
            <numerusform>Es wird auf %n Relay nach Kinds 5000–7000 gehorcht</numerusform>
            <numerusform>Es wird auf %n Relays nach Kinds 5000–7000 gehorcht</numerusform>
        </translation>
    </message>
    <message>
        <source>Job requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Requests of the range (NIP-90, kinds 5000–5999). Overdue: asked more than ten minutes ago and without a result.</source>
        <translation>Anfragen des Zeitraums (NIP-90, Kinds 5000–5999). Überfällig: vor mehr als zehn Minuten gestellt und ohne Ergebnis.</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>Results of the range (kinds 6000–6999), all of them. Answered: part of the stored requests that has a result; answers to oneself do not count.</source>
        <translation>Alle Ergebnisse des Zeitraums (Kinds 6000–6999). Beantwortet: Anteil der gespeicherten Anfragen, die ein Ergebnis haben; Antworten an sich selbst zählen nicht.</translation>
    </message>
    <message>
        <source>Feedback</source>
        <translation>Rückmeldungen</translation>
    </message>
    <message>
        <source>Feedback of the range (kind 7000), all of it. Payment required, processing, partial, success, error and others are counted without answers to oneself.</source>
        <translation>Alle Rückmeldungen des Zeitraums (Kind 7000). Zahlung verlangt, in Arbeit, teilweise, Erfolg, Fehler und andere sind ohne Antworten an sich selbst gezählt.</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>Kunden</translation>
    </message>
    <message>
        <source>Distinct authors of the requests of the range</source>
        <translation>Verschiedene Autoren der Anfragen des Zeitraums</translation>
    </message>
    <message>
        <source>Active machines</source>
        <translation>Aktive Maschinen</translation>
    </message>
    <message>
        <source>Distinct keys that signed results or feedback of the range</source>
        <translation>Verschiedene Schlüssel, die Ergebnisse oder Rückmeldungen des Zeitraums signiert haben</translation>
    </message>
    <message>
        <source>Kinds of jobs</source>
        <translation>Kinds von Aufträgen</translation>
    </message>
    <message>
        <source>Kinds with at least one request in the range</source>
        <translation>Kinds mit mindestens einer Anfrage im Zeitraum</translation>
    </message>
    <message>
        <source>Most used machine</source>
        <translation>Meistgenutzte Maschine</translation>
    </message>
    <message>
        <source>The machine with most customers, then with most results: distinct authors of the requests that its results are for. Answers to its own requests do not count.</source>
        <translation>Die Maschine mit den meisten Kunden, dann mit den meisten Ergebnissen: verschiedene Autoren der Anfragen, zu denen ihre Ergebnisse gehören. Antworten auf eigene Anfragen zählen nicht.</translation>
    </message>
    <message>
        <source>Most requested kind</source>
        <translation>Meistverlangtes Kind</translation>
    </message>
    <message>
        <source>The kind with most requests in the range</source>
        <translation>Das Kind mit den meisten Anfragen im Zeitraum</translation>
    </message>
    <message>
        <source>Most contested kind</source>
        <translation>Meistumworbenes Kind</translation>
    </message>
    <message>
        <source>The kind that most machines give results to</source>
        <translation>Das Kind, zu dem die meisten Maschinen Ergebnisse geben</translation>
    </message>
    <message>
        <source>Median asked</source>
        <translation>Median verlangt</translation>
    </message>
    <message>
        <source>Median of the most that a machine named for a job by the tag “amount”, once for a job and machine. It is what was asked, not what was paid.</source>
        <translation>Median des Höchsten, was eine Maschine für einen Auftrag nach dem Tag „amount“ genannt hat, je Auftrag und Maschine einmal. Es ist, was verlangt, nicht was gezahlt wurde.</translation>
    </message>
    <message>
        <source>%1 overdue</source>
        <translation>%1 überfällig</translation>
    </message>
    <message>
        <source>%1 of jobs answered</source>
        <translation>%1 der Aufträge beantwortet</translation>
    </message>
    <message>
        <source>%1 errors, %2 ask for payment</source>
        <translation>%1 Fehler, %2 verlangen Zahlung</translation>
    </message>
    <message>
        <source>payment required %1, processing %2, partial %3, success %4, error %5, others %6</source>
        <translation>Zahlung verlangt %1, in Arbeit %2, teilweise %3, Erfolg %4, Fehler %5, andere %6</translation>
    </message>
    <message>
        <source>most requests</source>
        <translation>meiste Anfragen</translation>
    </message>
    <message>
        <source>most machines</source>
        <translation>meiste Maschinen</translation>
    </message>
    <message>
        <source>%1 amounts named</source>
        <translation>%1 Beträge genannt</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>range or sample of a figure, its age</comment>
        <translation>%1 · %2</translation>
    </message>
</context>
<context>
    <name>nostrscope::EntityLookup</name>
    <message>
        <source>Author %1</source>
        <translation>Autor %1</translation>
    </message>
    <message>
        <source>No page shows authors yet</source>
        <translation>Noch zeigt keine Seite Autoren</translation>
    </message>
    <message>
        <source>Event %1</source>
        <translation>Event %1</translation>
    </message>
    <message>
        <source>No page shows single events yet</source>
        <translation>Noch zeigt keine Seite einzelne Events</translation>
    </message>
    <message>
        <source>Versions of %1</source>
        <translation>Versionen von %1</translation>
    </message>
    <message>
        <source>Kind %1</source>
        <translation>Kind %1</translation>
    </message>
    <message>
        <source>No page shows kinds yet</source>
        <translation>Noch zeigt keine Seite Kinds</translation>
    </message>
    <message>
        <source>Hashtag #%1</source>
        <translation>Hashtag #%1</translation>
    </message>
    <message>
        <source>No page shows hashtags yet</source>
        <translation>Noch zeigt keine Seite Hashtags</translation>
    </message>
    <message>
        <source>A secret key</source>
        <translation>Ein geheimer Schlüssel</translation>
    </message>
    <message>
        <source>It is not looked up and not kept; clear your clipboard</source>
        <translation>Er wird weder nachgeschlagen noch gespeichert; bitte die Zwischenablage leeren</translation>
    </message>
    <message>
        <source>Relay</source>
        <translation>Relay</translation>
    </message>
    <message>
        <source>Add %1…</source>
        <translation>%1 hinzufügen …</translation>
    </message>
    <message>
        <source>Go to</source>
        <translation>Gehe zu</translation>
    </message>
</context>
<context>
    <name>nostrscope::EventExportDialog</name>
    <message>
        <source>“%1” is no kind: 0 to 65535, or a range such as 5000-5999.</source>
        <translation>„%1“ ist kein Kind: 0 bis 65535 oder ein Bereich wie 5000-5999.</translation>
    </message>
    <message>
        <source>More than %1 kinds: leave the field empty for all kinds.</source>
        <translation>Mehr als %1 Kinds: Für alle Kinds bleibt das Feld leer.</translation>
    </message>
    <message>
        <source>Export events</source>
        <translation>Events exportieren</translation>
    </message>
    <message>
        <source>All time</source>
        <translation>Gesamte Zeit</translation>
    </message>
    <message>
        <source>all; or 1, 7, 30000-30003</source>
        <translation>alle; oder 1, 7, 30000-30003</translation>
    </message>
    <message>
        <source>JSON lines — exact events, can be imported again</source>
        <translation>JSON Lines – unveränderte Events, wieder importierbar</translation>
    </message>
    <message>
        <source>CSV — for spreadsheets</source>
        <translation>CSV – für Tabellenkalkulationen</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>&amp;Durchsuchen …</translation>
    </message>
    <message>
        <source>&amp;Dated:</source>
        <translation>&amp;Zeitraum:</translation>
    </message>
    <message>
        <source>&amp;Kinds:</source>
        <translation>&amp;Kinds:</translation>
    </message>
    <message>
        <source>F&amp;ilter (NIP-01):</source>
        <translation>F&amp;ilter (NIP-01):</translation>
    </message>
    <message>
        <source>Fo&amp;rmat:</source>
        <translation>Fo&amp;rmat:</translation>
    </message>
    <message>
        <source>Fi&amp;le:</source>
        <translation>Da&amp;tei:</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>E&amp;xportieren</translation>
    </message>
    <message>
        <source>The filter cannot be used: %1</source>
        <translation>Der Filter ist nicht verwendbar: %1</translation>
    </message>
    <message>
        <source>“search” cannot be used in this filter.</source>
        <translation>„search“ ist in diesem Filter nicht verwendbar.</translation>
    </message>
    <message>
        <source>Kinds are named twice: in their field and in the filter.</source>
        <translation>Kinds sind doppelt angegeben: in ihrem Feld und im Filter.</translation>
    </message>
    <message>
        <source>Choose a file.</source>
        <translation>Bitte eine Datei wählen.</translation>
    </message>
    <message>
        <source>Export to</source>
        <translation>Exportieren nach</translation>
    </message>
</context>
<context>
    <name>nostrscope::EventImportDialog</name>
    <message>
        <source>Import events</source>
        <translation>Events importieren</translation>
    </message>
    <message>
        <source>First lines of the file</source>
        <translation>Erste Zeilen der Datei</translation>
    </message>
    <message>
        <source>Every event is verified. What is stored already is skipped, what is refused is counted.</source>
        <translation>Jedes Event wird geprüft. Schon Gespeichertes wird übersprungen, Abgelehntes gezählt.</translation>
    </message>
    <message>
        <source>&amp;Import</source>
        <translation>&amp;Importieren</translation>
    </message>
    <message>
        <source>%1: reading…</source>
        <translation>%1: wird gelesen …</translation>
    </message>
    <message>
        <source>all %1 lines looked at, %2 are events</source>
        <translation>alle %1 Zeilen angesehen, %2 sind Events</translation>
    </message>
    <message>
        <source>the first %1 lines looked at, %2 are events</source>
        <translation>die ersten %1 Zeilen angesehen, %2 sind Events</translation>
    </message>
    <message>
        <source>nothing in it</source>
        <translation>nichts darin</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>file: what is in it</comment>
        <translation>%1: %2</translation>
    </message>
    <message numerus="yes">
        <source>and %n more file(s)</source>
        <translation>
            <numerusform>und %n weitere Datei</numerusform>
            <numerusform>und %n weitere Dateien</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nostrscope::EventInspector</name>
    <message>
        <source>live</source>
        <translation>live</translation>
    </message>
    <message>
        <source>catching up after a connection</source>
        <translation>nachgeholt nach einer Verbindung</translation>
    </message>
    <message>
        <source>archive</source>
        <translation>Archiv</translation>
    </message>
    <message>
        <source>imported from a file</source>
        <translation>aus einer Datei importiert</translation>
    </message>
    <message>
        <source>valid: id and signature were checked just now</source>
        <translation>gültig: ID und Signatur wurden soeben geprüft</translation>
    </message>
    <message>
        <source>not valid: the id is not that of the content</source>
        <translation>ungültig: Die ID gehört nicht zum Inhalt</translation>
    </message>
    <message>
        <source>not valid: the author is no public key</source>
        <translation>ungültig: Der Autor ist kein öffentlicher Schlüssel</translation>
    </message>
    <message>
        <source>not valid: the author did not sign this</source>
        <translation>ungültig: Der Autor hat dies nicht signiert</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Weiteres</translation>
    </message>
    <message>
        <source>Relays</source>
        <translation>Relays</translation>
    </message>
    <message>
        <source>Relay</source>
        <translation>Relay</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>Gesehen</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>Event %1</source>
        <translation>Event %1</translation>
    </message>
    <message>
        <source>Reading the event…</source>
        <translation>Event wird gelesen …</translation>
    </message>
    <message>
        <source>&amp;Read again</source>
        <translation>&amp;Erneut lesen</translation>
    </message>
    <message>
        <source>Parts of the event</source>
        <translation>Teile des Events</translation>
    </message>
    <message>
        <source>&amp;Content</source>
        <translation>&amp;Inhalt</translation>
    </message>
    <message>
        <source>&amp;Tags</source>
        <translation>&amp;Tags</translation>
    </message>
    <message>
        <source>Re&amp;lays</source>
        <translation>Re&amp;lays</translation>
    </message>
    <message>
        <source>&amp;JSON</source>
        <translation>&amp;JSON</translation>
    </message>
    <message>
        <source>Relays that showed us this event</source>
        <translation>Relays, auf denen dieses Event gesehen wurde</translation>
    </message>
    <message>
        <source>&amp;Note (note1…)</source>
        <translation>&amp;Note (note1 …)</translation>
    </message>
    <message>
        <source>n&amp;event (nevent1…)</source>
        <translation>n&amp;event (nevent1 …)</translation>
    </message>
    <message>
        <source>&amp;Hex id</source>
        <translation>&amp;Hex-ID</translation>
    </message>
    <message>
        <source>&amp;Author (npub1…)</source>
        <translation>&amp;Autor (npub1 …)</translation>
    </message>
    <message>
        <source>Author, he&amp;x</source>
        <translation>Autor, he&amp;x</translation>
    </message>
    <message>
        <source>Co&amp;py as</source>
        <translation>&amp;Kopieren als</translation>
    </message>
    <message>
        <source>Copy as</source>
        <translation>Kopieren als</translation>
    </message>
    <message>
        <source>This event is not stored any more, or retention removed its body.</source>
        <translation>Dieses Event ist nicht mehr gespeichert, oder die Aufbewahrungsregel hat seinen Inhalt entfernt.</translation>
    </message>
    <message>
        <source>%1:</source>
        <comment>name of a field</comment>
        <translation>%1:</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>Autor</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Empfangen</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>time; how</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>Signatur</translation>
    </message>
    <message>
        <source>The content is empty</source>
        <translation>Der Inhalt ist leer</translation>
    </message>
    <message>
        <source>&amp;Tags (%1)</source>
        <translation>&amp;Tags (%1)</translation>
    </message>
    <message>
        <source>Re&amp;lays (%1)</source>
        <translation>Re&amp;lays (%1)</translation>
    </message>
    <message>
        <source>This event is very long: what is shown is cut. “Copy as JSON” has all of it.</source>
        <translation>Dieses Event ist sehr lang und wird gekürzt angezeigt. „Kopieren als JSON“ enthält alles.</translation>
    </message>
</context>
<context>
    <name>nostrscope::EventListModel</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>When the author dated it</source>
        <translation>Datum laut Autor</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Number and name of the kind (NIP index)</source>
        <translation>Nummer und Name des Kinds (NIP-Verzeichnis)</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>Autor</translation>
    </message>
    <message>
        <source>Public key that signed it</source>
        <translation>Öffentlicher Schlüssel, der signiert hat</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>Beginning of the content, as plain text</source>
        <translation>Anfang des Inhalts als reiner Text</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Bytes of content</source>
        <translation>Bytes des Inhalts</translation>
    </message>
</context>
<context>
    <name>nostrscope::ExportDialog</name>
    <message>
        <source>Export table</source>
        <translation>Tabelle exportieren</translation>
    </message>
    <message>
        <source>CSV — for spreadsheets</source>
        <translation>CSV – für Tabellenkalkulationen</translation>
    </message>
    <message>
        <source>JSON — one array of objects</source>
        <translation>JSON – ein Array von Objekten</translation>
    </message>
    <message>
        <source>JSON lines — one object per line</source>
        <translation>JSON Lines – ein Objekt pro Zeile</translation>
    </message>
    <message>
        <source>TSV — separated by tabs</source>
        <translation>TSV – durch Tabulatoren getrennt</translation>
    </message>
    <message>
        <source>Markdown — a table for texts</source>
        <translation>Markdown – eine Tabelle für Texte</translation>
    </message>
    <message>
        <source>UTC</source>
        <translation>UTC</translation>
    </message>
    <message>
        <source>&amp;Selected rows (%1)</source>
        <translation>&amp;Ausgewählte Zeilen (%1)</translation>
    </message>
    <message>
        <source>Rows as &amp;filtered (%1)</source>
        <translation>&amp;Gefilterte Zeilen (%1)</translation>
    </message>
    <message>
        <source>&amp;All rows (%1)</source>
        <translation>A&amp;lle Zeilen (%1)</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>Durch&amp;suchen …</translation>
    </message>
    <message>
        <source>Rows:</source>
        <translation>Zeilen:</translation>
    </message>
    <message>
        <source>Fo&amp;rmat:</source>
        <translation>&amp;Format:</translation>
    </message>
    <message>
        <source>Co&amp;lumns:</source>
        <translation>S&amp;palten:</translation>
    </message>
    <message>
        <source>Times &amp;in:</source>
        <translation>&amp;Zeiten in:</translation>
    </message>
    <message>
        <source>File:</source>
        <translation>Datei:</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>&amp;Exportieren</translation>
    </message>
    <message>
        <source>In the file: %1</source>
        <translation>In der Datei: %1</translation>
    </message>
    <message>
        <source>Export to</source>
        <translation>Exportieren nach</translation>
    </message>
    <message>
        <source>%1 could not be written: %2</source>
        <translation>%1 konnte nicht geschrieben werden: %2</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) written to %1.</source>
        <translation>
            <numerusform>%n Zeile nach %1 geschrieben.</numerusform>
            <numerusform>%n Zeilen nach %1 geschrieben.</numerusform>
        </translation>
    </message>
    <message>
        <source>Open &amp;folder</source>
        <translation>&amp;Ordner öffnen</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
</context>
<context>
    <name>nostrscope::FilePreviewModel</name>
    <message>
        <source>Line</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>Line of the file</source>
        <translation>Zeile der Datei</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Whether it is an event whose id and signature hold</source>
        <translation>Ob es ein Event mit gültiger ID und Signatur ist</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Kind of the event</source>
        <translation>Kind des Events</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>As the author set it</source>
        <translation>Wie vom Autor angegeben</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Beginning of the content, or of the line</source>
        <translation>Anfang des Inhalts oder der Zeile</translation>
    </message>
    <message>
        <source>event</source>
        <translation>Event</translation>
    </message>
</context>
<context>
    <name>nostrscope::FilterBar</name>
    <message>
        <source>Clear filter</source>
        <translation>Filter löschen</translation>
    </message>
    <message numerus="yes">
        <source>+%n more</source>
        <translation>
            <numerusform>+%n weiterer</numerusform>
            <numerusform>+%n weitere</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nostrscope::FilterChip</name>
    <message>
        <source>Remove what cannot be used: %1</source>
        <translation>Unbrauchbares entfernen: %1</translation>
    </message>
    <message>
        <source>Remove filter: %1</source>
        <translation>Filter entfernen: %1</translation>
    </message>
</context>
<context>
    <name>nostrscope::FilterQuery</name>
    <message numerus="yes">
        <source>Only the first %n character(s) are used.</source>
        <translation>
            <numerusform>Nur das erste Zeichen wird verwendet.</numerusform>
            <numerusform>Nur die ersten %n Zeichen werden verwendet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Only %n term(s) are used; “%1” is too much.</source>
        <translation>
            <numerusform>Nur %n Begriff wird verwendet; „%1“ ist zu viel.</numerusform>
            <numerusform>Nur %n Begriffe werden verwendet; „%1“ ist zu viel.</numerusform>
        </translation>
    </message>
    <message>
        <source>The quote in %1 is not closed.</source>
        <translation>Das Anführungszeichen in %1 ist nicht geschlossen.</translation>
    </message>
    <message>
        <source>“%1” names no column. Put it in quotes to search for the text.</source>
        <translation>„%1“ ist keine Spalte. In Anführungszeichen wird nach dem Text gesucht.</translation>
    </message>
    <message>
        <source>“%1” has no value.</source>
        <translation>„%1“ hat keinen Wert.</translation>
    </message>
    <message>
        <source>“%1” needs a number.</source>
        <translation>„%1“ braucht eine Zahl.</translation>
    </message>
    <message>
        <source>“%1” needs an age such as 2h or a date such as 2025-11-20.</source>
        <translation>„%1“ braucht ein Alter wie 2h oder ein Datum wie 2025-11-20.</translation>
    </message>
    <message>
        <source>“%1” compares a text; use : or = instead.</source>
        <translation>„%1“ vergleicht einen Text; stattdessen : oder = verwenden.</translation>
    </message>
</context>
<context>
    <name>nostrscope::Fmt</name>
    <message>
        <source>%1 M</source>
        <translation>%1 Mio.</translation>
    </message>
    <message>
        <source>%1 G</source>
        <translation>%1 Mrd.</translation>
    </message>
    <message>
        <source>&lt;%1</source>
        <translation>&lt;%1</translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>%1/min</source>
        <translation>%1/min</translation>
    </message>
    <message>
        <source>&lt;%1 %</source>
        <translation>&lt;%1 %</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>&lt;%1 ms</source>
        <translation>&lt;%1 ms</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 d</source>
        <translation>%1 Tg.</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 Std.</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 Min.</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>two units of time: 2 d 3 h</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>1 week</source>
        <translation>1 Woche</translation>
    </message>
    <message>
        <source>%1 sat</source>
        <translation>%1 sat</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>in %1</source>
        <translation>in %1</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>vor %1</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <comment>from and to</comment>
        <translation>%1 – %2</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>number and name of an event kind</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>date and age</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>far in the future</source>
        <translation>weit in der Zukunft</translation>
    </message>
</context>
<context>
    <name>nostrscope::HeaderBar</name>
    <message>
        <source>Header</source>
        <translation>Kopfleiste</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Pause what is shown; collecting goes on (%1)</source>
        <translation>Anzeige anhalten; das Sammeln geht weiter (%1)</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
    <message>
        <source>Live %1</source>
        <translation>Live %1</translation>
    </message>
    <message>
        <source>Paused %1</source>
        <translation>Pause %1</translation>
    </message>
    <message>
        <source>Stop collecting</source>
        <translation>Sammeln beenden</translation>
    </message>
    <message>
        <source>Start collecting</source>
        <translation>Sammeln starten</translation>
    </message>
    <message>
        <source>Back to %1</source>
        <translation>Zurück zu %1</translation>
    </message>
    <message>
        <source>› %1</source>
        <comment>what of the page before it</comment>
        <translation>› %1</translation>
    </message>
    <message>
        <source>Pause what is shown; collecting goes on</source>
        <translation>Anzeige anhalten; gesammelt wird weiter</translation>
    </message>
    <message>
        <source>Stale %1</source>
        <comment>time of the newest figures</comment>
        <translation>Veraltet %1</translation>
    </message>
</context>
<context>
    <name>nostrscope::HealthAttention</name>
    <message numerus="yes">
        <source>%n relay(s) are down, the last one since %1</source>
        <translation>
            <numerusform>%n Relay ist ausgefallen, seit %1</numerusform>
            <numerusform>%n Relays sind ausgefallen, das letzte seit %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Show incidents</source>
        <translation>Vorfälle zeigen</translation>
    </message>
    <message>
        <source>%1 is down since %2 — %3</source>
        <comment>relay, time, cause</comment>
        <translation>%1 ist ausgefallen seit %2 — %3</translation>
    </message>
    <message>
        <source>Open relay</source>
        <translation>Relay öffnen</translation>
    </message>
    <message>
        <source>Show relays</source>
        <translation>Relays zeigen</translation>
    </message>
    <message>
        <source>ends %1</source>
        <comment>in 5 d</comment>
        <translation>endet %1</translation>
    </message>
    <message numerus="yes">
        <source>%n certificate(s) end within 14 days or have ended</source>
        <translation>
            <numerusform>%n Zertifikat endet in 14 Tagen oder ist abgelaufen</numerusform>
            <numerusform>%n Zertifikate enden in 14 Tagen oder sind abgelaufen</numerusform>
        </translation>
    </message>
    <message>
        <source>Certificate of %1</source>
        <comment>relay</comment>
        <translation>Zertifikat von %1</translation>
    </message>
    <message numerus="yes">
        <source>Certificate of %1 and %n more relay(s)</source>
        <translation>
            <numerusform>Zertifikat von %1 und %n weiteren Relay</numerusform>
            <numerusform>Zertifikat von %1 und %n weiteren Relays</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>certificate of a relay, ends in 5 d</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>nostrscope::HealthCharts</name>
    <message>
        <source>Open p50</source>
        <translation>Öffnen p50</translation>
    </message>
    <message>
        <source>Read p50</source>
        <translation>Lesen p50</translation>
    </message>
    <message>
        <source>down</source>
        <translation>ausgefallen</translation>
    </message>
    <message>
        <source>our own connection was out</source>
        <translation>die eigene Verbindung war weg</translation>
    </message>
    <message>
        <source>down for %1</source>
        <translation>ausgefallen für %1</translation>
    </message>
    <message>
        <source>Relay %1, removed</source>
        <translation>Relay %1, entfernt</translation>
    </message>
    <message>
        <source>%1 — %2</source>
        <comment>state of an incident and its cause</comment>
        <translation>%1 — %2</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>Beantwortet</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>p50</source>
        <translation>p50</translation>
    </message>
    <message>
        <source>p95</source>
        <translation>p95</translation>
    </message>
</context>
<context>
    <name>nostrscope::HealthDefinitions</name>
    <message>
        <source>Online: the last check opened a connection and read to the end. Limited: it answers, but not everybody; it wants authentication, a payment or an invitation.</source>
        <translation>Online: Die letzte Prüfung hat eine Verbindung geöffnet und bis zum Ende gelesen. Eingeschränkt: Es antwortet, aber nicht jedem; es will eine Anmeldung, eine Zahlung oder eine Einladung.</translation>
    </message>
    <message>
        <source>Degraded: it answers slowly, three times in a row. Slow is a p95 of the last ten read times above 1.5 s, or above three times the median of seven days and 500 ms.</source>
        <translation>Beeinträchtigt: Es antwortet langsam, dreimal in Folge. Langsam heißt: p95 der letzten zehn Lesezeiten über 1,5 s, oder über dem Dreifachen des Medians von sieben Tagen und 500 ms.</translation>
    </message>
    <message>
        <source>Failing: a check failed and is repeated after 20 and 40 s. Down: three checks in a row failed; the outage counts from the first of them.</source>
        <translation>Fehlschlagend: Eine Prüfung schlug fehl und wird nach 20 und 40 s wiederholt. Ausgefallen: Drei Prüfungen in Folge schlugen fehl; der Ausfall zählt ab der ersten.</translation>
    </message>
    <message>
        <source>Recovering: one answer after an outage. Two in a row end it; it counts as over since the first of them.</source>
        <translation>Erholt sich: eine Antwort nach einem Ausfall. Zwei in Folge beenden ihn; er gilt seit der ersten als vorbei.</translation>
    </message>
    <message>
        <source>Flapping: four changes between up and down in six hours.</source>
        <translation>Schwankend: vier Wechsel zwischen erreichbar und ausgefallen in sechs Stunden.</translation>
    </message>
    <message>
        <source>Unknown or not checked: no check has decided anything yet. Paused: by you; neither checked nor counted.</source>
        <translation>Unbekannt oder nicht geprüft: Noch hat keine Prüfung etwas entschieden. Angehalten: von Hand; wird weder geprüft noch gezählt.</translation>
    </message>
    <message>
        <source>Rate limits, our own outages and failures of a proxy say nothing of a relay and change no state.</source>
        <translation>Begrenzungen der Häufigkeit, eigene Ausfälle und Fehler eines Proxys sagen nichts über ein Relay und ändern keinen Zustand.</translation>
    </message>
    <message>
        <source>Watched ★: relays that you marked are checked every few minutes, as are those that events are collected from; the others every hour.</source>
        <translation>Beobachtet ★: Markierte Relays werden alle paar Minuten geprüft, ebenso solche, von denen Events gesammelt werden; die übrigen stündlich.</translation>
    </message>
    <message>
        <source>Each result of a check holds until the next one, at most twice the time between checks; after that the state is not known.</source>
        <translation>Jedes Ergebnis einer Prüfung gilt bis zum nächsten, höchstens für die doppelte Zeit zwischen Prüfungen; danach ist der Zustand nicht bekannt.</translation>
    </message>
    <message>
        <source>Uptime is the time up divided by the time up or down. Degraded counts as up. Paused times, outages of our own connection and what is not known are left out; “Known” says how much is left. Below one half the figure is marked “≈”.</source>
        <translation>Die Verfügbarkeit ist die erreichbare Zeit geteilt durch die erreichbare oder ausgefallene. Beeinträchtigt zählt als erreichbar. Angehaltene Zeiten, Ausfälle der eigenen Verbindung und Unbekanntes bleiben außen vor; „Bekannt“ sagt, wie viel bleibt. Unter der Hälfte trägt die Zahl ein „≈“.</translation>
    </message>
    <message>
        <source>An outage begins with its first failure and counts when three checks in a row failed. Uptime is rounded down, never up to 100 %.</source>
        <translation>Ein Ausfall beginnt mit seinem ersten Fehler und zählt, wenn drei Prüfungen in Folge fehlschlugen. Die Verfügbarkeit wird abgerundet, nie auf 100 % aufgerundet.</translation>
    </message>
    <message>
        <source>Open: from the look-up of the name to an open WebSocket. Read: from our request to the end of stored events.</source>
        <translation>Öffnen: von der Suche nach dem Namen bis zum offenen WebSocket. Lesen: von unserer Anfrage bis zum Ende der gespeicherten Events.</translation>
    </message>
    <message>
        <source>Only successful checks are timed; failures are counted and never become a number.</source>
        <translation>Gemessen werden nur erfolgreiche Prüfungen; Fehler werden gezählt und nie zu einer Zahl.</translation>
    </message>
    <message>
        <source>p50 is the median, p95 the time that 95 of 100 checks stayed below. p95 needs 20 checks, p99 needs 100; with fewer there is no figure.</source>
        <translation>p50 ist der Median, p95 die Zeit, unter der 95 von 100 Prüfungen blieben. p95 braucht 20 Prüfungen, p99 braucht 100; bei weniger gibt es keine Zahl.</translation>
    </message>
    <message>
        <source>Figures of long ranges come from merged counts and are exact within 2 %; percentiles are never averaged.</source>
        <translation>Zahlen langer Zeiträume stammen aus zusammengeführten Zählungen und sind auf 2 % genau; Perzentile werden nie gemittelt.</translation>
    </message>
    <message>
        <source>An incident is an outage that three checks in a row confirmed. It begins with the first failure and ends with the first success, not when either was confirmed.</source>
        <translation>Ein Vorfall ist ein Ausfall, den drei Prüfungen in Folge bestätigten. Er beginnt mit dem ersten Fehler und endet mit dem ersten Erfolg, nicht mit deren Bestätigung.</translation>
    </message>
    <message>
        <source>When most relays fail together, it is our own connection: then nobody is blamed, and there is no incident.</source>
        <translation>Wenn die meisten Relays zugleich ausfallen, liegt es an der eigenen Verbindung: Dann ist niemand schuld, und es gibt keinen Vorfall.</translation>
    </message>
    <message>
        <source>Maybe only here: most other monitors saw the relay online when we did not. Never answered: no check of it has ever succeeded.</source>
        <translation>Vielleicht nur hier: Die meisten anderen Monitore sahen das Relay online, als wir es nicht sahen. Nie geantwortet: Keine Prüfung hatte je Erfolg.</translation>
    </message>
    <message>
        <source>Acknowledged: you have seen it; it stays until it is over. Resolved: the relay answered two times in a row.</source>
        <translation>Bestätigt: gesehen; er bleibt, bis er vorbei ist. Behoben: Das Relay hat zweimal in Folge geantwortet.</translation>
    </message>
</context>
<context>
    <name>nostrscope::HealthTables</name>
    <message>
        <source>Window</source>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <source>The time up to now</source>
        <translation>Die Zeit bis jetzt</translation>
    </message>
    <message>
        <source>Uptime</source>
        <translation>Verfügbarkeit</translation>
    </message>
    <message>
        <source>Time up, of the time up or down; rounded down, never up to 100 %</source>
        <translation>Anteil der erreichbaren an der bekannten Zeit; abgerundet, nie auf 100 % auf</translation>
    </message>
    <message>
        <source>Known</source>
        <translation>Bekannt</translation>
    </message>
    <message>
        <source>Share of the window that is known to be up or down</source>
        <translation>Anteil des Zeitraums, von dem der Zustand bekannt ist</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>Prüfungen</translation>
    </message>
    <message>
        <source>Checks of the window</source>
        <translation>Prüfungen des Zeitraums</translation>
    </message>
    <message>
        <source>Failures</source>
        <translation>Fehlschläge</translation>
    </message>
    <message>
        <source>Checks that failed, confirmed as an outage or not</source>
        <translation>Fehlgeschlagene Prüfungen, als Ausfall bestätigt oder nicht</translation>
    </message>
    <message>
        <source>Incidents</source>
        <translation>Vorfälle</translation>
    </message>
    <message>
        <source>Confirmed outages</source>
        <translation>Bestätigte Ausfälle</translation>
    </message>
    <message>
        <source>Longest outage</source>
        <translation>Längster Ausfall</translation>
    </message>
    <message>
        <source>From the first failure to the first success</source>
        <translation>Vom ersten Fehlschlag bis zum ersten Erfolg</translation>
    </message>
    <message>
        <source>Mean outage</source>
        <translation>Mittlerer Ausfall</translation>
    </message>
    <message>
        <source>Mean time to recover (MTTR) of the incidents that are over</source>
        <translation>Mittlere Zeit bis zur Erholung (MTTR) der beendeten Vorfälle</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Nothing is known of this time</source>
        <translation>Über diese Zeit ist nichts bekannt</translation>
    </message>
    <message>
        <source>Insufficient: less than half of the window is known</source>
        <translation>Zu wenig: weniger als die Hälfte des Zeitraums ist bekannt</translation>
    </message>
    <message>
        <source>No outage</source>
        <translation>Kein Ausfall</translation>
    </message>
    <message>
        <source>No outage that is over</source>
        <translation>Kein beendeter Ausfall</translation>
    </message>
    <message>
        <source>Phase</source>
        <translation>Phase</translation>
    </message>
    <message>
        <source>What was measured</source>
        <translation>Was gemessen wurde</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>Messwerte</translation>
    </message>
    <message>
        <source>Successful checks; failures are counted, never timed</source>
        <translation>Erfolgreiche Prüfungen; Fehlschläge werden gezählt, nie gemessen</translation>
    </message>
    <message>
        <source>Fastest</source>
        <translation>Schnellste</translation>
    </message>
    <message>
        <source>The fastest check</source>
        <translation>Die schnellste Prüfung</translation>
    </message>
    <message>
        <source>p50</source>
        <translation>p50</translation>
    </message>
    <message>
        <source>Half of the checks were faster</source>
        <translation>Die Hälfte der Prüfungen war schneller</translation>
    </message>
    <message>
        <source>p90</source>
        <translation>p90</translation>
    </message>
    <message>
        <source>90 of 100 checks were faster</source>
        <translation>90 von 100 Prüfungen waren schneller</translation>
    </message>
    <message>
        <source>p95</source>
        <translation>p95</translation>
    </message>
    <message>
        <source>95 of 100 checks were faster; from 20 samples on</source>
        <translation>95 von 100 Prüfungen waren schneller; ab 20 Messwerten</translation>
    </message>
    <message>
        <source>p99</source>
        <translation>p99</translation>
    </message>
    <message>
        <source>99 of 100 checks were faster; from 100 samples on</source>
        <translation>99 von 100 Prüfungen waren schneller; ab 100 Messwerten</translation>
    </message>
    <message>
        <source>Slowest</source>
        <translation>Langsamste</translation>
    </message>
    <message>
        <source>The slowest check</source>
        <translation>Die langsamste Prüfung</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>Mean of the samples</source>
        <translation>Mittel der Messwerte</translation>
    </message>
    <message>
        <source>Too few samples</source>
        <translation>Zu wenige Messwerte</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>When the check began</source>
        <translation>Wann die Prüfung begann</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>What came of it</source>
        <translation>Was dabei herauskam</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Kind of the address that was used</source>
        <translation>Art der benutzten Adresse</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Anlass</translation>
    </message>
    <message>
        <source>Why the check was made</source>
        <translation>Warum geprüft wurde</translation>
    </message>
    <message>
        <source>%1, in the phase %2</source>
        <comment>result, phase of a check</comment>
        <translation>%1, in der Phase %2</translation>
    </message>
    <message>
        <source>The connection ended with code %1</source>
        <translation>Die Verbindung endete mit Code %1</translation>
    </message>
    <message>
        <source>Not measured: %1</source>
        <translation>Nicht gemessen: %1</translation>
    </message>
    <message>
        <source>This check had no such phase</source>
        <translation>Diese Prüfung hatte keine solche Phase</translation>
    </message>
    <message>
        <source>Monitor</source>
        <translation>Monitor</translation>
    </message>
    <message>
        <source>Public key of the monitor</source>
        <translation>Öffentlicher Schlüssel des Monitors</translation>
    </message>
    <message>
        <source>Says</source>
        <translation>Meldet</translation>
    </message>
    <message>
        <source>Online: its newest report is fresh</source>
        <translation>Online: seine neueste Meldung ist frisch</translation>
    </message>
    <message>
        <source>Reported</source>
        <translation>Gemeldet</translation>
    </message>
    <message>
        <source>When it last listed the relay</source>
        <translation>Wann er das Relay zuletzt aufführte</translation>
    </message>
    <message>
        <source>Its open time</source>
        <translation>Seine Öffnungszeit</translation>
    </message>
    <message>
        <source>As it measures, from where it stands; never mixed with ours</source>
        <translation>Wie er misst, von seinem Ort aus; nie mit unseren Werten vermischt</translation>
    </message>
    <message>
        <source>Rank there</source>
        <translation>Rang dort</translation>
    </message>
    <message>
        <source>Share of its relays that are slower than this one</source>
        <translation>Anteil seiner Relays, die langsamer sind als dieses</translation>
    </message>
    <message>
        <source>Silent</source>
        <translation>Verstummt</translation>
    </message>
    <message>
        <source>Online</source>
        <translation>Online</translation>
    </message>
    <message>
        <source>Not online</source>
        <translation>Nicht online</translation>
    </message>
    <message>
        <source>It measures too few relays</source>
        <translation>Er misst zu wenige Relays</translation>
    </message>
    <message>
        <source>Issuer</source>
        <translation>Aussteller</translation>
    </message>
    <message>
        <source>Who signed the certificate</source>
        <translation>Wer das Zertifikat unterschrieb</translation>
    </message>
    <message>
        <source>Valid from</source>
        <translation>Gültig ab</translation>
    </message>
    <message>
        <source>Beginning of its validity</source>
        <translation>Beginn der Gültigkeit</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>End of its validity</source>
        <translation>Ende der Gültigkeit</translation>
    </message>
    <message>
        <source>First seen</source>
        <translation>Zuerst gesehen</translation>
    </message>
    <message>
        <source>By our checks</source>
        <translation>Von unseren Prüfungen</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>Zuletzt gesehen</translation>
    </message>
    <message>
        <source>By our checks, to the day</source>
        <translation>Von unseren Prüfungen, auf den Tag</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>SHA-256 of the public key: the same in a mere renewal</source>
        <translation>SHA-256 des öffentlichen Schlüssels: bei bloßer Erneuerung derselbe</translation>
    </message>
    <message>
        <source>Fingerprint</source>
        <translation>Fingerabdruck</translation>
    </message>
    <message>
        <source>SHA-256 of the certificate</source>
        <translation>SHA-256 des Zertifikats</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>Geprüft</translation>
    </message>
    <message>
        <source>What our TLS library says of it</source>
        <translation>Was unsere TLS-Bibliothek dazu sagt</translation>
    </message>
    <message>
        <source>Trusted</source>
        <translation>Vertrauenswürdig</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>SHA-256 of what the document holds</source>
        <translation>SHA-256 des Inhalts</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Schwere</translation>
    </message>
    <message>
        <source>How bad it is; worst first when sorted</source>
        <translation>Wie schlimm es ist; sortiert das Schlimmste zuerst</translation>
    </message>
    <message>
        <source>Relay</source>
        <translation>Relay</translation>
    </message>
    <message>
        <source>Address of the relay</source>
        <translation>Adresse des Relays</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>Ursache</translation>
    </message>
    <message>
        <source>How the first check of the outage failed</source>
        <translation>Wie die erste Prüfung des Ausfalls fehlschlug</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>The first failure</source>
        <translation>Der erste Fehlschlag</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>To the first success, or until now</source>
        <translation>Bis zum ersten Erfolg oder bis jetzt</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>Festgestellt</translation>
    </message>
    <message>
        <source>When enough checks in a row had failed</source>
        <translation>Wann genug Prüfungen nacheinander fehlgeschlagen waren</translation>
    </message>
    <message>
        <source>Probes</source>
        <translation>Proben</translation>
    </message>
    <message>
        <source>Checks that decided something since it began</source>
        <translation>Prüfungen mit Ergebnis seit dem Beginn</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>Andere</translation>
    </message>
    <message>
        <source>Other monitors that saw the relay online when the outage was confirmed</source>
        <translation>Andere Monitore, die das Relay online sahen, als der Ausfall bestätigt wurde</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Your note</source>
        <translation>Eigene Notiz</translation>
    </message>
    <message>
        <source>Relay %1, removed</source>
        <translation>Relay %1, entfernt</translation>
    </message>
    <message>
        <source>%1 so far</source>
        <translation>%1 bisher</translation>
    </message>
    <message>
        <source>%1; most often: %2</source>
        <translation>%1; am häufigsten: %2</translation>
    </message>
    <message>
        <source>No other monitor was known to watch this relay</source>
        <translation>Kein anderer Monitor beobachtete dieses Relay</translation>
    </message>
    <message>
        <source>24 h</source>
        <translation>24 h</translation>
    </message>
</context>
<context>
    <name>nostrscope::HealthWords</name>
    <message>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>Online</source>
        <translation>Online</translation>
    </message>
    <message>
        <source>Degraded</source>
        <translation>Beeinträchtigt</translation>
    </message>
    <message>
        <source>Failing</source>
        <translation>Fehlschlag</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Ausgefallen</translation>
    </message>
    <message>
        <source>Recovering</source>
        <translation>Erholt sich</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Maintenance</source>
        <translation>Wartung</translation>
    </message>
    <message>
        <source>Not checked</source>
        <translation>Nicht geprüft</translation>
    </message>
    <message>
        <source>Checking</source>
        <translation>Wird geprüft</translation>
    </message>
    <message>
        <source>Needs proxy</source>
        <translation>Braucht Proxy</translation>
    </message>
    <message>
        <source>Flapping</source>
        <translation>Wechselhaft</translation>
    </message>
    <message>
        <source>Limited</source>
        <translation>Beschränkt</translation>
    </message>
    <message>
        <source>%1 since %2</source>
        <comment>state and time</comment>
        <translation>%1 seit %2</translation>
    </message>
    <message>
        <source>%1 — %2</source>
        <comment>state and its cause</comment>
        <translation>%1 — %2</translation>
    </message>
    <message>
        <source>Not checked yet</source>
        <translation>Noch nicht geprüft</translation>
    </message>
    <message>
        <source>Too few successful checks in the last 24 hours</source>
        <translation>Zu wenige erfolgreiche Prüfungen in den letzten 24 Stunden</translation>
    </message>
    <message>
        <source>Not measured: %1</source>
        <translation>Nicht gemessen: %1</translation>
    </message>
    <message>
        <source>Scheduled</source>
        <translation>Nach Plan</translation>
    </message>
    <message>
        <source>Repeated</source>
        <translation>Wiederholt</translation>
    </message>
    <message>
        <source>By hand</source>
        <translation>Von Hand</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>Importiert</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>online</source>
        <translation>online</translation>
    </message>
    <message>
        <source>degraded</source>
        <translation>beeinträchtigt</translation>
    </message>
    <message>
        <source>down</source>
        <translation>ausgefallen</translation>
    </message>
    <message>
        <source>our own connection was away</source>
        <translation>die eigene Verbindung war weg</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>Acknowledged</source>
        <translation>Bestätigt</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>Over</source>
        <translation>Vorbei</translation>
    </message>
    <message>
        <source>Maybe only here</source>
        <translation>Vielleicht nur hier</translation>
    </message>
    <message>
        <source>Never answered</source>
        <translation>Nie geantwortet</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>monitors that see it online</comment>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>ended today</source>
        <translation>endete heute</translation>
    </message>
    <message>
        <source>ended %1 d ago</source>
        <translation>endete vor %1 d</translation>
    </message>
    <message>
        <source>in less than 1 d</source>
        <translation>in weniger als 1 d</translation>
    </message>
    <message>
        <source>in %1 d</source>
        <translation>in %1 d</translation>
    </message>
    <message>
        <source>≈ %1</source>
        <comment>uptime of which less than half of the time is known</comment>
        <translation>≈ %1</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>abgelaufen</translation>
    </message>
    <message>
        <source>ends within %1 d</source>
        <translation>endet in höchstens %1 d</translation>
    </message>
    <message>
        <source>not trusted</source>
        <translation>nicht vertraut</translation>
    </message>
    <message>
        <source>other issuer</source>
        <translation>anderer Aussteller</translation>
    </message>
    <message>
        <source>other key</source>
        <translation>anderer Schlüssel</translation>
    </message>
    <message>
        <source>Payment, authentication</source>
        <translation>Zahlung, Anmeldung</translation>
    </message>
    <message>
        <source>Payment</source>
        <translation>Zahlung</translation>
    </message>
    <message>
        <source>Authentication</source>
        <translation>Anmeldung</translation>
    </message>
</context>
<context>
    <name>nostrscope::HeartbeatBar</name>
    <message>
        <source>Heartbeat</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>not measured</source>
        <translation>nicht gemessen</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <comment>two times</comment>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>time, state</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <comment>time, state, details</comment>
        <translation>%1: %2, %3</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>state and how often</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>not measured %1</source>
        <translation>nicht gemessen %1</translation>
    </message>
    <message>
        <source>Not measured yet</source>
        <translation>Noch nicht gemessen</translation>
    </message>
</context>
<context>
    <name>nostrscope::HeatGrid</name>
    <message>
        <source>No data in this range</source>
        <translation>Keine Daten in diesem Zeitraum</translation>
    </message>
    <message>
        <source>no data</source>
        <translation>keine Daten</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>row and column</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1, %2: %3</source>
        <comment>row, column, value</comment>
        <translation>%1, %2: %3</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>number and unit</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1: no data in this range</source>
        <translation>%1: keine Daten in diesem Zeitraum</translation>
    </message>
    <message>
        <source>%1: most at %2, %3 (%4 %5)</source>
        <translation>%1: am meisten %2, %3 (%4 %5)</translation>
    </message>
</context>
<context>
    <name>nostrscope::HistogramChart</name>
    <message>
        <source>No data in this range</source>
        <translation>Keine Daten in diesem Zeitraum</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>name of a mark and its value</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <comment>bounds of a bin</comment>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>%1 lie below %2</source>
        <translation>%1 liegen unter %2</translation>
    </message>
    <message>
        <source>%1: %2 %3; %4 lie below %5</source>
        <comment>bin, number, unit, share, upper bound</comment>
        <translation>%1: %2 %3; %4 liegen unter %5</translation>
    </message>
    <message>
        <source>%1: no data in this range</source>
        <translation>%1: keine Daten in diesem Zeitraum</translation>
    </message>
    <message>
        <source>%1: %2 %3, most at %4</source>
        <translation>%1: %2 %3, am meisten bei %4</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Anteil</translation>
    </message>
</context>
<context>
    <name>nostrscope::IncidentDetail</name>
    <message>
        <source>&amp;Save note</source>
        <translation>Notiz &amp;speichern</translation>
    </message>
    <message>
        <source>Selected incident</source>
        <translation>Gewählter Vorfall</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Belege</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>What you know about it</source>
        <translation>Was dazu bekannt ist</translation>
    </message>
    <message>
        <source>Select an incident to see more of it</source>
        <translation>Einen Vorfall wählen, um mehr zu sehen</translation>
    </message>
    <message>
        <source>%1 — %2</source>
        <comment>relay and what was the matter</comment>
        <translation>%1 — %2</translation>
    </message>
    <message>
        <source>A relay that was removed</source>
        <translation>Ein entferntes Relay</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>time and age</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n time(s)</source>
        <comment>cause of a failure</comment>
        <translation>
            <numerusform>%1: %n Mal</numerusform>
            <numerusform>%1: %n Mal</numerusform>
        </translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>severity and state</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>First failure</source>
        <translation>Erster Fehlschlag</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>Festgestellt</translation>
    </message>
    <message>
        <source>First success</source>
        <translation>Erster Erfolg</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>noch nicht</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>%1 so far</source>
        <translation>%1 bisher</translation>
    </message>
    <message>
        <source>Failed in</source>
        <translation>Gescheitert in</translation>
    </message>
    <message>
        <source>Probes</source>
        <translation>Proben</translation>
    </message>
    <message>
        <source>Causes</source>
        <translation>Ursachen</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>Andere</translation>
    </message>
    <message>
        <source>online by %1 monitors when it was confirmed</source>
        <translation>online laut %1 Monitoren bei der Bestätigung</translation>
    </message>
    <message>
        <source>no other monitor was asked</source>
        <translation>kein anderer Monitor wurde gefragt</translation>
    </message>
    <message>
        <source>Acknowledged</source>
        <translation>Bestätigt</translation>
    </message>
    <message>
        <source>Known since</source>
        <translation>Bekannt seit</translation>
    </message>
    <message>
        <source>The relay has not answered once</source>
        <translation>Das Relay hat noch nie geantwortet</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Lese …</translation>
    </message>
    <message>
        <source>Nothing was kept</source>
        <translation>Nichts aufbewahrt</translation>
    </message>
    <message>
        <source>A note has at most %1 characters</source>
        <translation>Eine Notiz hat höchstens %1 Zeichen</translation>
    </message>
    <message>
        <source>Round trip around it</source>
        <translation>Laufzeiten um den Vorfall</translation>
    </message>
    <message>
        <source>median, band up to p95, an hour before and after</source>
        <translation>Median, Band bis p95, eine Stunde davor und danach</translation>
    </message>
    <message>
        <source>Checks around it</source>
        <translation>Prüfungen um den Vorfall</translation>
    </message>
    <message>
        <source>checks</source>
        <translation>Prüfungen</translation>
    </message>
    <message>
        <source>No successful check in this time</source>
        <translation>Keine erfolgreiche Prüfung in dieser Zeit</translation>
    </message>
    <message>
        <source>No check in this time</source>
        <translation>Keine Prüfung in dieser Zeit</translation>
    </message>
    <message>
        <source>Related incidents</source>
        <translation>Verwandte Vorfälle</translation>
    </message>
    <message>
        <source>Related: of the same relay, or of others within 10 minutes</source>
        <translation>Verwandt: vom selben Relay oder von anderen innerhalb von 10 Minuten</translation>
    </message>
    <message>
        <source>first failure</source>
        <translation>erster Fehler</translation>
    </message>
    <message>
        <source>confirmed</source>
        <translation>bestätigt</translation>
    </message>
    <message>
        <source>first success</source>
        <translation>erster Erfolg</translation>
    </message>
    <message>
        <source>probably it blocks this computer, or the fault is near here</source>
        <translation>wahrscheinlich sperrt es diesen Rechner, oder der Fehler liegt in der Nähe</translation>
    </message>
</context>
<context>
    <name>nostrscope::IncidentsPage</name>
    <message>
        <source>Incidents over time</source>
        <translation>Vorfälle im Lauf der Zeit</translation>
    </message>
    <message>
        <source>a bar for each outage</source>
        <translation>ein Balken für jeden Ausfall</translation>
    </message>
    <message>
        <source>Incidents</source>
        <translation>Vorfälle</translation>
    </message>
    <message>
        <source>Lists of incidents</source>
        <translation>Listen der Vorfälle</translation>
    </message>
    <message>
        <source>Show all time</source>
        <translation>Gesamte Zeit zeigen</translation>
    </message>
    <message>
        <source>Filter incidents</source>
        <translation>Vorfälle filtern</translation>
    </message>
    <message>
        <source>Your own connection seems to be away since %1; no relay is blamed for it.</source>
        <translation>Die eigene Verbindung scheint weg zu sein seit %1; keinem Relay wird das angelastet.</translation>
    </message>
    <message>
        <source>only the newest %1</source>
        <translation>nur die neuesten %1</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>Acknowledged</source>
        <translation>Bestätigt</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>list of incidents, how many</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>No open incidents (%1)</source>
        <translation>Keine offenen Vorfälle (%1)</translation>
    </message>
    <message>
        <source>No acknowledged incidents (%1)</source>
        <translation>Keine bestätigten Vorfälle (%1)</translation>
    </message>
    <message>
        <source>No resolved incidents (%1)</source>
        <translation>Keine beendeten Vorfälle (%1)</translation>
    </message>
    <message>
        <source>The incidents cannot be read</source>
        <translation>Die Vorfälle sind nicht lesbar</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Lese …</translation>
    </message>
    <message>
        <source>No incident matches “%1”</source>
        <translation>Kein Vorfall passt zu „%1“</translation>
    </message>
    <message>
        <source>Select an incident to see more of it</source>
        <translation>Einen Vorfall wählen, um mehr zu sehen</translation>
    </message>
    <message numerus="yes">
        <source>%n incident(s) selected</source>
        <translation>
            <numerusform>%n Vorfall gewählt</numerusform>
            <numerusform>%n Vorfälle gewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>Ac&amp;knowledge</source>
        <translation>&amp;Bestätigen</translation>
    </message>
    <message>
        <source>Mark the selected incidents as seen</source>
        <translation>Die gewählten Vorfälle als gesehen kennzeichnen</translation>
    </message>
    <message>
        <source>&amp;Unacknowledge</source>
        <translation>Bestätigung &amp;zurücknehmen</translation>
    </message>
    <message>
        <source>Take back that the selected incidents were seen</source>
        <translation>Zurücknehmen, dass die gewählten Vorfälle gesehen wurden</translation>
    </message>
    <message>
        <source>&amp;Note…</source>
        <translation>&amp;Notiz …</translation>
    </message>
    <message>
        <source>&amp;Open relay</source>
        <translation>Relay ö&amp;ffnen</translation>
    </message>
    <message>
        <source>Select incidents on the page Incidents first</source>
        <translation>Zuerst Vorfälle auf der Seite Vorfälle wählen</translation>
    </message>
    <message>
        <source>No incident is selected</source>
        <translation>Kein Vorfall ist gewählt</translation>
    </message>
    <message>
        <source>The selected incidents are acknowledged</source>
        <translation>Die gewählten Vorfälle sind bestätigt</translation>
    </message>
    <message>
        <source>The selected incidents are not acknowledged</source>
        <translation>Die gewählten Vorfälle sind nicht bestätigt</translation>
    </message>
    <message>
        <source>Several incidents are selected</source>
        <translation>Mehrere Vorfälle sind gewählt</translation>
    </message>
    <message>
        <source>&amp;Check now</source>
        <translation>&amp;Jetzt prüfen</translation>
    </message>
    <message>
        <source>Check the relays of the selected incidents now</source>
        <translation>Die Relays der ausgewählten Vorfälle jetzt prüfen</translation>
    </message>
    <message>
        <source>Incidents of several relays are selected</source>
        <translation>Vorfälle mehrerer Relays sind ausgewählt</translation>
    </message>
</context>
<context>
    <name>nostrscope::InfoButton</name>
    <message>
        <source>What “%1” means</source>
        <translation>Was „%1“ bedeutet</translation>
    </message>
</context>
<context>
    <name>nostrscope::KeysDialog</name>
    <message>
        <source>Commands and keys</source>
        <translation>Befehle und Tasten</translation>
    </message>
</context>
<context>
    <name>nostrscope::KeysEditor</name>
    <message>
        <source>&amp;Use this key</source>
        <translation>Diese &amp;Taste verwenden</translation>
    </message>
    <message>
        <source>&amp;No key</source>
        <translation>&amp;Keine Taste</translation>
    </message>
    <message>
        <source>&amp;Default</source>
        <translation>&amp;Vorgabe</translation>
    </message>
    <message>
        <source>Find a command</source>
        <translation>Befehl suchen</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Taste</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>Neue Taste</translation>
    </message>
    <message>
        <source>Press the key that the command is to have</source>
        <translation>Die Taste drücken, die der Befehl bekommen soll</translation>
    </message>
    <message>
        <source>All to de&amp;fault</source>
        <translation>Alle auf &amp;Vorgabe</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Choose a command to change its key.</source>
        <translation>Einen Befehl wählen, um seine Taste zu ändern.</translation>
    </message>
    <message>
        <source>A key needs Ctrl, Alt or Meta; a bare letter is typed text.</source>
        <translation>Eine Taste braucht Strg, Alt oder Meta; ein einzelner Buchstabe ist Texteingabe.</translation>
    </message>
    <message>
        <source>%1 belongs to: %2. It would lose it.</source>
        <translation>%1 gehört zu: %2. Der Befehl würde sie verlieren.</translation>
    </message>
</context>
<context>
    <name>nostrscope::KindGroupModel</name>
    <message>
        <source>Kinds</source>
        <translation>Kinds</translation>
    </message>
    <message>
        <source>Kinds that are kept and forgotten together</source>
        <translation>Kinds, die zusammen aufbewahrt und vergessen werden</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Events</translation>
    </message>
    <message>
        <source>Events of these kinds that are stored now</source>
        <translation>Events dieser Kinds, die jetzt gespeichert sind</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Estimated: their share of the pages in use, by content and a fixed part for each event</source>
        <translation>Geschätzt: ihr Anteil an den belegten Seiten, nach Inhalt und einem festen Teil je Event</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>Part of the size of all events</source>
        <translation>Anteil an der Größe aller Events</translation>
    </message>
    <message>
        <source>Oldest</source>
        <translation>Ältestes</translation>
    </message>
    <message>
        <source>Date of the oldest event, as its author set it</source>
        <translation>Datum des ältesten Events, wie vom Autor angegeben</translation>
    </message>
    <message>
        <source>Newest</source>
        <translation>Neuestes</translation>
    </message>
    <message>
        <source>Date of the newest event, as its author set it</source>
        <translation>Datum des neuesten Events, wie vom Autor angegeben</translation>
    </message>
    <message>
        <source>Kept from</source>
        <translation>Aufbewahrt ab</translation>
    </message>
    <message>
        <source>Events dated before are neither stored nor asked for; set by Retention</source>
        <translation>Ältere Events werden weder gespeichert noch angefragt; festgelegt durch die Aufbewahrung</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>keine Grenze</translation>
    </message>
</context>
<context>
    <name>nostrscope::KindPage</name>
    <message>
        <source>Author</source>
        <translation>Autor</translation>
    </message>
    <message>
        <source>Relay</source>
        <translation>Relay</translation>
    </message>
    <message>
        <source>Events of this kind</source>
        <translation>Events dieses Kinds</translation>
    </message>
    <message>
        <source>events</source>
        <translation>Events</translation>
    </message>
    <message>
        <source>Authors with most events</source>
        <translation>Autoren mit den meisten Events</translation>
    </message>
    <message>
        <source>Relays with most events</source>
        <translation>Relays mit den meisten Events</translation>
    </message>
    <message>
        <source>Read &amp;newest again</source>
        <translation>&amp;Neueste erneut lesen</translation>
    </message>
    <message>
        <source>Show &amp;older</source>
        <translation>Ä&amp;ltere zeigen</translation>
    </message>
    <message>
        <source>Try a&amp;gain</source>
        <translation>E&amp;rneut versuchen</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Aktivität</translation>
    </message>
    <message>
        <source>Kinds in the NIP index</source>
        <translation>Kinds im NIP-Verzeichnis</translation>
    </message>
    <message>
        <source>Kinds in the NIP index, opens a web browser</source>
        <translation>Kinds im NIP-Verzeichnis, öffnet einen Webbrowser</translation>
    </message>
    <message>
        <source>Newest events</source>
        <translation>Neueste Events</translation>
    </message>
    <message>
        <source>&amp;Inspect event</source>
        <translation>Event &amp;untersuchen</translation>
    </message>
    <message>
        <source>No events of this kind in this range</source>
        <translation>Keine Events dieses Kinds in diesem Zeitraum</translation>
    </message>
    <message>
        <source>Relays with most events, of the newest 50,000</source>
        <translation>Relays mit den meisten Events, von den neuesten 50.000</translation>
    </message>
    <message>
        <source>Events cannot be read: %1</source>
        <translation>Events können nicht gelesen werden: %1</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen …</translation>
    </message>
    <message>
        <source>None found back to %1</source>
        <translation>Bis zurück zu %1 keine gefunden</translation>
    </message>
    <message numerus="yes">
        <source>%n event(s), there are older ones</source>
        <translation>
            <numerusform>%n Event, es gibt ältere</numerusform>
            <numerusform>%n Events, es gibt ältere</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation>
            <numerusform>%n Event</numerusform>
            <numerusform>%n Events</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nostrscope::KindTableModel</name>
    <message>
        <source>Kind</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Number and name of the kind (NIP index)</source>
        <translation>Nummer und Name des Kinds (NIP-Verzeichnis)</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Events</translation>
    </message>
    <message>
        <source>Different verified events of the range, by their own date</source>
        <translation>Verschiedene geprüfte Events des Zeitraums, nach ihrem eigenen Datum</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>Part of all events of the range</source>
        <translation>Anteil an allen Events des Zeitraums</translation>
    </message>
    <message>
        <source>Authors</source>
        <translation>Autoren</translation>
    </message>
    <message>
        <source>Different public keys that signed them</source>
        <translation>Verschiedene öffentliche Schlüssel, die sie signiert haben</translation>
    </message>
    <message>
        <source>Mean size</source>
        <translation>Mittlere Größe</translation>
    </message>
    <message>
        <source>Bytes of content, mean of the events</source>
        <translation>Bytes des Inhalts, Mittelwert der Events</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>Events against the period of the same length just before the range</source>
        <translation>Events gegenüber dem gleich langen Zeitraum unmittelbar davor</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>Zuletzt gesehen</translation>
    </message>
    <message>
        <source>Date of the newest event of the range</source>
        <translation>Datum des neuesten Events des Zeitraums</translation>
    </message>
    <message>
        <source>new</source>
        <comment>kind without events in the period before</comment>
        <translation>neu</translation>
    </message>
    <message>
        <source>over %1 ago</source>
        <comment>an age such as 3 h 12 min</comment>
        <translation>vor über %1</translation>
    </message>
    <message>
        <source>%1 events in the period before</source>
        <translation>%1 Events im Zeitraum davor</translation>
    </message>
    <message>
        <source>All time has no period before it</source>
        <translation>Vor der gesamten Zeit liegt kein Zeitraum</translation>
    </message>
    <message>
        <source>None among the newest events, back to %1</source>
        <translation>Keines unter den neuesten Events, zurück bis %1</translation>
    </message>
</context>
<context>
    <name>nostrscope::LaneChart</name>
    <message>
        <source>until %1, %2</source>
        <comment>time, duration</comment>
        <translation>bis %1, %2</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <comment>two times</comment>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>%1, %2: %3</source>
        <comment>time, lane, what</comment>
        <translation>%1, %2: %3</translation>
    </message>
    <message>
        <source>%1: %2 in %3</source>
        <comment>title, entries, lanes</comment>
        <translation>%1: %2 in %3</translation>
    </message>
    <message numerus="yes">
        <source>%n entry(s)</source>
        <translation>
            <numerusform>%n Eintrag</numerusform>
            <numerusform>%n Einträge</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n lane(s)</source>
        <translation>
            <numerusform>%n Spur</numerusform>
            <numerusform>%n Spuren</numerusform>
        </translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Lane</source>
        <translation>Spur</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Nothing in this range</source>
        <translation>Nichts in diesem Zeitraum</translation>
    </message>
</context>
<context>
    <name>nostrscope::LogModel</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>When it happened</source>
        <translation>Wann es geschah</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>How serious it is</source>
        <translation>Wie ernst es ist</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Part of the program that says it</source>
        <translation>Teil des Programms, der es meldet</translation>
    </message>
    <message>
        <source>Relay</source>
        <translation>Relay</translation>
    </message>
    <message>
        <source>The relay it is about</source>
        <translation>Das Relay, um das es geht</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Meldung</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>name of a field: its value</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>nostrscope::LogsPage</name>
    <message>
        <source>Log lines</source>
        <translation>Protokollzeilen</translation>
    </message>
    <message>
        <source>Selected log line</source>
        <translation>Ausgewählte Protokollzeile</translation>
    </message>
    <message>
        <source>Select a line to read all of it</source>
        <translation>Eine Zeile auswählen, um sie ganz zu lesen</translation>
    </message>
    <message>
        <source>Lowest level</source>
        <translation>Niedrigste Stufe</translation>
    </message>
    <message>
        <source>Jump to end</source>
        <translation>Zum Ende springen</translation>
    </message>
    <message>
        <source>&amp;Lowest level:</source>
        <translation>&amp;Niedrigste Stufe:</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
    <message>
        <source>Logs</source>
        <translation>Protokoll</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n Zeile</numerusform>
            <numerusform>%n Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>Showing %1 of %2</source>
        <translation>%1 von %2 angezeigt</translation>
    </message>
    <message>
        <source>Nothing at level %1 or above</source>
        <translation>Nichts ab Stufe %1</translation>
    </message>
    <message>
        <source>No line at level %1 or above matches “%2”</source>
        <translation>Keine Zeile ab Stufe %1 passt zu „%2“</translation>
    </message>
    <message numerus="yes">
        <source>%n newer line(s) — show</source>
        <translation>
            <numerusform>%n neuere Zeile – zeigen</numerusform>
            <numerusform>%n neuere Zeilen – zeigen</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Copy lines</source>
        <translation>Zeilen &amp;kopieren</translation>
    </message>
    <message>
        <source>Moment to go to</source>
        <translation>Zeitpunkt, zu dem gesprungen wird</translation>
    </message>
    <message>
        <source>&amp;Go to:</source>
        <translation>&amp;Springen zu:</translation>
    </message>
    <message>
        <source>Go</source>
        <translation>Los</translation>
    </message>
    <message>
        <source>Show older</source>
        <translation>Ältere zeigen</translation>
    </message>
    <message>
        <source>Read older lines from the database; scrolling to the top does it too</source>
        <translation>Ältere Zeilen aus der Datenbank lesen; auch durch Blättern an den Anfang</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the selected line</source>
        <translation>Die gewählte Zeile kopieren</translation>
    </message>
    <message>
        <source>Reading older lines…</source>
        <translation>Ältere Zeilen werden gelesen …</translation>
    </message>
    <message>
        <source>Older lines cannot be read: %1</source>
        <translation>Ältere Zeilen sind nicht lesbar: %1</translation>
    </message>
    <message>
        <source>Nothing older is kept.</source>
        <translation>Älteres ist nicht aufbewahrt.</translation>
    </message>
    <message>
        <source>More older lines than this are not shown at once.</source>
        <translation>Mehr ältere Zeilen werden nicht auf einmal gezeigt.</translation>
    </message>
    <message>
        <source>Filter log lines, or /pattern/</source>
        <translation>Protokollzeilen filtern, oder /Muster/</translation>
    </message>
    <message>
        <source>Not a pattern: %1</source>
        <translation>Kein Muster: %1</translation>
    </message>
</context>
<context>
    <name>nostrscope::MainWindow</name>
    <message>
        <source>Nostrscope</source>
        <translation>Nostrscope</translation>
    </message>
    <message>
        <source>It is collecting</source>
        <translation>Es wird bereits gesammelt</translation>
    </message>
    <message>
        <source>It is not collecting</source>
        <translation>Es wird nicht gesammelt</translation>
    </message>
    <message>
        <source>Nothing is stored: %1</source>
        <translation>Es wird nichts gespeichert: %1</translation>
    </message>
    <message>
        <source>This machine seems to be offline since %1.</source>
        <translation>Dieser Rechner scheint seit %1 offline zu sein.</translation>
    </message>
    <message>
        <source>Go to</source>
        <translation>Gehe zu</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>&amp;Forward</source>
        <translation>&amp;Vorwärts</translation>
    </message>
    <message>
        <source>Next pane</source>
        <translation>Nächster Bereich</translation>
    </message>
    <message>
        <source>Previous pane</source>
        <translation>Voriger Bereich</translation>
    </message>
    <message>
        <source>&amp;Filter</source>
        <translation>&amp;Filter</translation>
    </message>
    <message>
        <source>Time range</source>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <source>&amp;Earlier</source>
        <translation>&amp;Früher</translation>
    </message>
    <message>
        <source>&amp;Later</source>
        <translation>S&amp;päter</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>Ver&amp;kleinern</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>Ver&amp;größern</translation>
    </message>
    <message>
        <source>&amp;Custom range…</source>
        <translation>&amp;Eigener Zeitraum …</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>Pause or resume the &amp;display</source>
        <translation>&amp;Anzeige anhalten oder fortsetzen</translation>
    </message>
    <message>
        <source>&amp;Sidebar</source>
        <translation>&amp;Seitenleiste</translation>
    </message>
    <message>
        <source>F&amp;ull screen</source>
        <translation>&amp;Vollbild</translation>
    </message>
    <message>
        <source>&amp;Tasks</source>
        <translation>&amp;Aufgaben</translation>
    </message>
    <message>
        <source>&amp;Mini window</source>
        <translation>&amp;Minifenster</translation>
    </message>
    <message>
        <source>Collecting</source>
        <translation>Sammeln</translation>
    </message>
    <message>
        <source>Start collecting</source>
        <translation>Sammeln starten</translation>
    </message>
    <message>
        <source>Stop collecting</source>
        <translation>Sammeln beenden</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Explore &amp;demo data</source>
        <translation>&amp;Demodaten erkunden</translation>
    </message>
    <message>
        <source>&amp;Go to or do…</source>
        <translation>&amp;Gehen zu oder ausführen …</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>&amp;Keys…</source>
        <translation>&amp;Tasten …</translation>
    </message>
    <message>
        <source>&amp;Open the window</source>
        <translation>Fenster ö&amp;ffnen</translation>
    </message>
    <message>
        <source>Closing hides in the &amp;tray</source>
        <translation>Schließen verbirgt im &amp;Infobereich</translation>
    </message>
    <message>
        <source>This desktop has no tray</source>
        <translation>Dieser Desktop hat keinen Infobereich</translation>
    </message>
    <message>
        <source>&amp;Close the window</source>
        <translation>Fenster s&amp;chließen</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Darstellung</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>Wie das &amp;System</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>High &amp;contrast</source>
        <translation>Hoher &amp;Kontrast</translation>
    </message>
    <message>
        <source>&amp;Larger text</source>
        <translation>&amp;Größerer Text</translation>
    </message>
    <message>
        <source>S&amp;maller text</source>
        <translation>K&amp;leinerer Text</translation>
    </message>
    <message>
        <source>&amp;Normal text size</source>
        <translation>&amp;Normale Textgröße</translation>
    </message>
    <message>
        <source>This is the largest</source>
        <translation>Größer geht es nicht</translation>
    </message>
    <message>
        <source>This is the smallest</source>
        <translation>Kleiner geht es nicht</translation>
    </message>
    <message>
        <source>This page has nothing to filter</source>
        <translation>Auf dieser Seite gibt es nichts zu filtern</translation>
    </message>
    <message>
        <source>This is where you started</source>
        <translation>Hier begann die Sitzung</translation>
    </message>
    <message>
        <source>You did not go back</source>
        <translation>Es gibt keinen Schritt vorwärts</translation>
    </message>
    <message>
        <source>There is no time before</source>
        <translation>Davor gibt es keine Zeit</translation>
    </message>
    <message>
        <source>The range ends now</source>
        <translation>Der Zeitraum endet jetzt</translation>
    </message>
    <message>
        <source>All time is shown</source>
        <translation>Die gesamte Zeit wird angezeigt</translation>
    </message>
    <message>
        <source>There is no shorter range</source>
        <translation>Einen kürzeren Zeitraum gibt es nicht</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>pausiert</translation>
    </message>
    <message numerus="yes">
        <source>%n more task(s)</source>
        <translation>
            <numerusform>%n weitere Aufgabe</numerusform>
            <numerusform>%n weitere Aufgaben</numerusform>
        </translation>
    </message>
    <message>
        <source>“%1” is nothing that can be opened.</source>
        <translation>„%1“ lässt sich nicht öffnen.</translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <translation>%1: %2.</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exportieren …</translation>
    </message>
    <message>
        <source>Write the table or the chart to a file, as it is shown</source>
        <translation>Die Tabelle oder das Diagramm wie gezeigt in eine Datei schreiben</translation>
    </message>
    <message>
        <source>&amp;Print…</source>
        <translation>&amp;Drucken …</translation>
    </message>
    <message>
        <source>&amp;Read again</source>
        <translation>E&amp;rneut lesen</translation>
    </message>
    <message>
        <source>Me&amp;nu of what is marked</source>
        <translation>Me&amp;nü des Markierten</translation>
    </message>
    <message>
        <source>Chart as &amp;table</source>
        <translation>Diagramm als &amp;Tabelle</translation>
    </message>
    <message>
        <source>&amp;Mute the tray for 1 hour</source>
        <translation>Infobereich 1 Stunde stu&amp;mm schalten</translation>
    </message>
    <message>
        <source>There is nothing to export on this page.</source>
        <translation>Auf dieser Seite gibt es nichts zu exportieren.</translation>
    </message>
    <message>
        <source>This page has no chart</source>
        <translation>Diese Seite hat kein Diagramm</translation>
    </message>
    <message>
        <source>S&amp;ettings…</source>
        <translation>&amp;Einstellungen …</translation>
    </message>
    <message>
        <source>The database cannot be used: %1</source>
        <translation>Die Datenbank ist nicht verwendbar: %1</translation>
    </message>
    <message>
        <source>&amp;Retry</source>
        <translation>&amp;Erneut versuchen</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message numerus="yes">
        <source>%n new incident(s)</source>
        <translation>
            <numerusform>%n neuer Vorfall</numerusform>
            <numerusform>%n neue Vorfälle</numerusform>
        </translation>
    </message>
    <message>
        <source>S&amp;how</source>
        <translation>&amp;Zeigen</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>Aufzeichnung</translation>
    </message>
</context>
<context>
    <name>nostrscope::MessageBar</name>
    <message>
        <source>Close this message</source>
        <translation>Meldung schließen</translation>
    </message>
</context>
<context>
    <name>nostrscope::MiniWindow</name>
    <message>
        <source>Nostrscope</source>
        <translation>Nostrscope</translation>
    </message>
    <message>
        <source>Double-click or Enter opens the large window</source>
        <translation>Doppelklick oder Eingabetaste öffnet das große Fenster</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n relay(s) online</source>
        <translation>
            <numerusform>%1 von %n Relay online</numerusform>
            <numerusform>%1 von %n Relays online</numerusform>
        </translation>
    </message>
    <message>
        <source>%1. %2. %3 events</source>
        <translation>%1. %2. %3 Events</translation>
    </message>
</context>
<context>
    <name>nostrscope::OverallState</name>
    <message>
        <source>Nothing is stored</source>
        <translation>Es wird nichts gespeichert</translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation>%1 fehlgeschlagen</translation>
    </message>
    <message>
        <source>This machine is offline</source>
        <translation>Dieser Rechner ist offline</translation>
    </message>
    <message>
        <source>%1 is degraded</source>
        <translation>%1 ist eingeschränkt</translation>
    </message>
    <message>
        <source>Not collecting</source>
        <translation>Sammelt nicht</translation>
    </message>
    <message>
        <source>No relay connected yet</source>
        <translation>Noch kein Relay verbunden</translation>
    </message>
    <message>
        <source>All well</source>
        <translation>Alles in Ordnung</translation>
    </message>
</context>
<context>
    <name>nostrscope::OverviewPage</name>
    <message>
        <source>Events</source>
        <translation>Events</translation>
    </message>
    <message>
        <source>events</source>
        <translation>Events</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>Relays online</source>
        <translation>Relays online</translation>
    </message>
    <message>
        <source>Events now</source>
        <translation>Events jetzt</translation>
    </message>
    <message>
        <source>New events stored each second, mean of the last 10 seconds, whatever the range</source>
        <translation>Neu gespeicherte Events pro Sekunde, Mittelwert der letzten 10 Sekunden, unabhängig vom Zeitraum</translation>
    </message>
    <message>
        <source>Different verified events of the range, by their own date</source>
        <translation>Verschiedene geprüfte Events des Zeitraums, nach ihrem eigenen Datum</translation>
    </message>
    <message>
        <source>Active pubkeys</source>
        <translation>Aktive Pubkeys</translation>
    </message>
    <message>
        <source>Different authors of the events of the range</source>
        <translation>Verschiedene Autoren der Events des Zeitraums</translation>
    </message>
    <message>
        <source>Zaps</source>
        <translation>Zaps</translation>
    </message>
    <message>
        <source>Zap receipts (kind 9735) of the range; the amount is what they claim</source>
        <translation>Zap-Quittungen (Kind 9735) des Zeitraums; der Betrag ist der angegebene</translation>
    </message>
    <message>
        <source>Open time</source>
        <translation>Öffnungszeit</translation>
    </message>
    <message>
        <source>Relays with most events</source>
        <translation>Relays mit den meisten Events</translation>
    </message>
    <message>
        <source>Services</source>
        <translation>Dienste</translation>
    </message>
    <message>
        <source>Nothing is stored: %1</source>
        <translation>Es wird nichts gespeichert: %1</translation>
    </message>
    <message>
        <source>Show log</source>
        <translation>Protokoll zeigen</translation>
    </message>
    <message>
        <source>%1 failed: %2</source>
        <translation>%1 fehlgeschlagen: %2</translation>
    </message>
    <message>
        <source>This machine seems to be offline since %1. No relay is blamed for it.</source>
        <translation>Dieser Rechner scheint seit %1 offline zu sein. Keinem Relay wird das angelastet.</translation>
    </message>
    <message>
        <source>%1 is degraded: %2</source>
        <translation>%1 ist eingeschränkt: %2</translation>
    </message>
    <message>
        <source>Collecting is stopped; the figures stand still.</source>
        <translation>Das Sammeln ist beendet; die Zahlen stehen still.</translation>
    </message>
    <message>
        <source>Start collecting</source>
        <translation>Sammeln starten</translation>
    </message>
    <message>
        <source>No events in this range. Collected since %1.</source>
        <translation>Keine Events in diesem Zeitraum. Gesammelt seit %1.</translation>
    </message>
    <message>
        <source>No events in this range.</source>
        <translation>Keine Events in diesem Zeitraum.</translation>
    </message>
    <message>
        <source>Show all time</source>
        <translation>Gesamte Zeit zeigen</translation>
    </message>
    <message>
        <source>All clear: every service runs and every relay is connected.</source>
        <translation>Alles in Ordnung: Alle Dienste laufen, alle Relays sind verbunden.</translation>
    </message>
    <message numerus="yes">
        <source>All clear: every service runs. Not connected: %n relay(s).</source>
        <translation>
            <numerusform>Alles in Ordnung: Alle Dienste laufen. Nicht verbunden: %n Relay.</numerusform>
            <numerusform>Alles in Ordnung: Alle Dienste laufen. Nicht verbunden: %n Relays.</numerusform>
        </translation>
    </message>
    <message>
        <source>peak %1</source>
        <translation>Spitze %1</translation>
    </message>
    <message>
        <source>not collecting</source>
        <translation>sammelt nicht</translation>
    </message>
    <message>
        <source>%1 claimed</source>
        <comment>amount in sat</comment>
        <translation>%1 angegeben</translation>
    </message>
    <message>
        <source>Events appear here as soon as they arrive</source>
        <translation>Events erscheinen hier, sobald sie eintreffen</translation>
    </message>
    <message>
        <source>No events in this range</source>
        <translation>Keine Events in diesem Zeitraum</translation>
    </message>
    <message>
        <source>Relay availability</source>
        <translation>Verfügbarkeit der Relays</translation>
    </message>
    <message>
        <source>share of wanted relays</source>
        <translation>Anteil der gewünschten Relays</translation>
    </message>
    <message>
        <source>Measured while this program collects</source>
        <translation>Wird gemessen, während dieses Programm sammelt</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>range or sample of a figure, its age</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>mean of 10 s · %1</source>
        <translation>Mittel über 10 s · %1</translation>
    </message>
    <message>
        <source>; %1 more are dated ahead of their arrival</source>
        <translation>; %1 weitere sind vordatiert</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Opened and could be read at their last check, two hours ago at most (not checked yet: answered the collector within 10 minutes); now, whatever the range</source>
        <translation>Ließen sich bei der letzten Prüfung, vor höchstens zwei Stunden, öffnen und lesen (noch nicht geprüft: antworteten in den letzten 10 Minuten); jetzt, gleich welcher Zeitraum</translation>
    </message>
    <message>
        <source>From the look-up of the name to the open WebSocket, in the checks of the range of all relays: half are faster than p50, 95 of 100 faster than p95</source>
        <translation>Vom Nachschlagen des Namens bis zum offenen WebSocket, in den Prüfungen aller Relays im Zeitraum: Die Hälfte ist schneller als p50, 95 von 100 schneller als p95</translation>
    </message>
    <message>
        <source>of %1 known, %2 connected</source>
        <translation>von %1, verbunden %2</translation>
    </message>
    <message>
        <source>last check went well · %1</source>
        <translation>letzte Prüfung gut · %1</translation>
    </message>
    <message>
        <source>no check in the range</source>
        <translation>keine Prüfung im Zeitraum</translation>
    </message>
    <message numerus="yes">
        <source>p95 %1 · %n check(s)</source>
        <translation>
            <numerusform>p95 %1 · %n Prüfung</numerusform>
            <numerusform>p95 %1 · %n Prüfungen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nostrscope::PageCharts</name>
    <message>
        <source>Other</source>
        <translation>Übrige</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Verbunden</translation>
    </message>
    <message>
        <source>Answering</source>
        <translation>Antwortend</translation>
    </message>
    <message>
        <source>our own connection was out</source>
        <translation>die eigene Verbindung war ausgefallen</translation>
    </message>
</context>
<context>
    <name>nostrscope::Pages</name>
    <message>
        <source>Overview</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>Relays</source>
        <translation>Relays</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Aktivität</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Logs</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Monitor</source>
        <translation>Beobachten</translation>
    </message>
    <message>
        <source>Analyse</source>
        <translation>Auswerten</translation>
    </message>
    <message>
        <source>Collect</source>
        <translation>Sammeln</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Relay</source>
        <translation>Relay</translation>
    </message>
    <message>
        <source>Incidents</source>
        <translation>Vorfälle</translation>
    </message>
    <message>
        <source>Comparison of relays</source>
        <translation>Vergleich von Relays</translation>
    </message>
    <message>
        <source>Discovery</source>
        <translation>Entdeckung</translation>
    </message>
    <message>
        <source>Archive &amp; sync</source>
        <translation>Archiv &amp; Abgleich</translation>
    </message>
    <message>
        <source>DVMs</source>
        <translation>DVMs</translation>
    </message>
</context>
<context>
    <name>nostrscope::Print</name>
    <message>
        <source>%1: %2</source>
        <comment>page, what of it</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>as of %1</source>
        <translation>Stand %1</translation>
    </message>
    <message>
        <source>filter: %1</source>
        <translation>Filter: %1</translation>
    </message>
    <message>
        <source>The first %1 of %2 rows; an export has them all.</source>
        <translation>Die ersten %1 von %2 Zeilen; ein Export enthält alle.</translation>
    </message>
    <message>
        <source>Print %1</source>
        <translation>%1 drucken</translation>
    </message>
</context>
<context>
    <name>nostrscope::ProbeWords</name>
    <message>
        <source>The upgrade was refused</source>
        <translation>Das Upgrade wurde abgelehnt</translation>
    </message>
    <message>
        <source>Answered with HTTP status %1</source>
        <comment>the number of a status</comment>
        <translation>Antwort mit HTTP-Status %1</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>Hat geantwortet</translation>
    </message>
    <message>
        <source>The host name does not exist</source>
        <translation>Den Hostnamen gibt es nicht</translation>
    </message>
    <message>
        <source>The name server did not answer</source>
        <translation>Der Nameserver antwortete nicht</translation>
    </message>
    <message>
        <source>The name server failed</source>
        <translation>Der Nameserver versagte</translation>
    </message>
    <message>
        <source>Refused the connection</source>
        <translation>Lehnte die Verbindung ab</translation>
    </message>
    <message>
        <source>No answer to the connection</source>
        <translation>Keine Antwort auf die Verbindung</translation>
    </message>
    <message>
        <source>Host not reachable</source>
        <translation>Host nicht erreichbar</translation>
    </message>
    <message>
        <source>Certificate expired or not valid yet</source>
        <translation>Zertifikat abgelaufen oder noch nicht gültig</translation>
    </message>
    <message>
        <source>Certificate of another host</source>
        <translation>Zertifikat eines anderen Hosts</translation>
    </message>
    <message>
        <source>Certificate not trusted</source>
        <translation>Zertifikat nicht vertrauenswürdig</translation>
    </message>
    <message>
        <source>TLS handshake failed</source>
        <translation>TLS-Handshake gescheitert</translation>
    </message>
    <message>
        <source>Not a WebSocket</source>
        <translation>Kein WebSocket</translation>
    </message>
    <message>
        <source>Does not speak Nostr</source>
        <translation>Spricht nicht Nostr</translation>
    </message>
    <message>
        <source>Closed the connection before answering</source>
        <translation>Schloss die Verbindung vor einer Antwort</translation>
    </message>
    <message>
        <source>Connected, but did not answer the request</source>
        <translation>Verbunden, aber ohne Antwort auf die Anfrage</translation>
    </message>
    <message>
        <source>Refused the request</source>
        <translation>Lehnte die Anfrage ab</translation>
    </message>
    <message>
        <source>Wants authentication</source>
        <translation>Verlangt Anmeldung</translation>
    </message>
    <message>
        <source>For members only</source>
        <translation>Nur für Mitglieder</translation>
    </message>
    <message>
        <source>Asked for fewer requests</source>
        <translation>Bat um weniger Anfragen</translation>
    </message>
    <message>
        <source>Wants a payment</source>
        <translation>Verlangt eine Zahlung</translation>
    </message>
    <message>
        <source>Refused the test event</source>
        <translation>Lehnte das Test-Event ab</translation>
    </message>
    <message>
        <source>Did not confirm the test event</source>
        <translation>Bestätigte das Test-Event nicht</translation>
    </message>
    <message>
        <source>Needs a proxy for Tor, I2P or Lokinet</source>
        <translation>Braucht einen Proxy für Tor, I2P oder Lokinet</translation>
    </message>
    <message>
        <source>Our proxy did not answer</source>
        <translation>Unser Proxy antwortete nicht</translation>
    </message>
    <message>
        <source>Our own network was away</source>
        <translation>Das eigene Netz war weg</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Left out: this computer slept meanwhile</source>
        <translation>Ausgelassen: dieser Rechner schlief währenddessen</translation>
    </message>
    <message>
        <source>Unknown result</source>
        <translation>Unbekanntes Ergebnis</translation>
    </message>
    <message>
        <source>Set the address of a SOCKS proxy in Settings; it was never tried without.</source>
        <translation>In den Einstellungen die Adresse eines SOCKS-Proxys angeben; ohne wurde es nie versucht.</translation>
    </message>
    <message>
        <source>Is the proxy running? This says nothing about the relay.</source>
        <translation>Läuft der Proxy? Über das Relay sagt das nichts.</translation>
    </message>
    <message>
        <source>The relay is up, but not for everybody; this counts as up.</source>
        <translation>Das Relay ist erreichbar, aber nicht für alle; das zählt als erreichbar.</translation>
    </message>
    <message>
        <source>This changes no state; the next checks come later.</source>
        <translation>Das ändert keinen Zustand; die nächsten Prüfungen kommen später.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>TCP</source>
        <translation>TCP</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>Upgrade</source>
        <translation>Upgrade</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Auth</source>
        <translation>Auth</translation>
    </message>
    <message>
        <source>First</source>
        <translation>Erstes</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Lesen</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>Dokument</translation>
    </message>
    <message>
        <source>From the start of the name lookup to the first address</source>
        <translation>Vom Beginn der Namensauflösung bis zur ersten Adresse</translation>
    </message>
    <message>
        <source>From connecting to the address to connected</source>
        <translation>Vom Verbindungsversuch bis verbunden</translation>
    </message>
    <message>
        <source>From the first TLS message to the end of the handshake</source>
        <translation>Von der ersten TLS-Nachricht bis zum Ende des Handshakes</translation>
    </message>
    <message>
        <source>From the request to become a WebSocket to its acceptance</source>
        <translation>Von der Bitte um einen WebSocket bis zur Annahme</translation>
    </message>
    <message>
        <source>From the start of the check to an open WebSocket: all phases before together</source>
        <translation>Vom Beginn der Prüfung bis zum offenen WebSocket: alle Phasen davor zusammen</translation>
    </message>
    <message>
        <source>From the challenge to the confirmed authentication</source>
        <translation>Von der Challenge bis zur bestätigten Anmeldung</translation>
    </message>
    <message>
        <source>From our request to the first event or the end of stored events</source>
        <translation>Von unserer Anfrage bis zum ersten Event oder zum Ende der gespeicherten</translation>
    </message>
    <message>
        <source>From our request to the end of stored events</source>
        <translation>Von unserer Anfrage bis zum Ende der gespeicherten Events</translation>
    </message>
    <message>
        <source>From our test event to its confirmation</source>
        <translation>Von unserem Test-Event bis zu seiner Bestätigung</translation>
    </message>
    <message>
        <source>The information document, on a connection of its own</source>
        <translation>Das Informationsdokument, auf einer eigenen Verbindung</translation>
    </message>
    <message>
        <source>Left out: the name leads into a private network</source>
        <translation>Ausgelassen: Der Name führt in ein privates Netz</translation>
    </message>
</context>
<context>
    <name>nostrscope::QuitDialog</name>
    <message>
        <source>Quit while work is going on?</source>
        <translation>Während laufender Aufgaben beenden?</translation>
    </message>
    <message numerus="yes">
        <source>%n task(s) did not end yet. If you stop now, what they did so far stays.</source>
        <translation>
            <numerusform>%n Aufgabe ist noch nicht abgeschlossen. Bei einem Abbruch bleibt das bisher Erledigte erhalten.</numerusform>
            <numerusform>%n Aufgaben sind noch nicht abgeschlossen. Bei einem Abbruch bleibt das bisher Erledigte erhalten.</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Stop and quit</source>
        <translation>Abbrechen und &amp;beenden</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Weiterarbeiten</translation>
    </message>
    <message>
        <source>Continue in &amp;tray</source>
        <translation>Im Infobereich &amp;fortsetzen</translation>
    </message>
    <message>
        <source>This desktop has no tray to come back from</source>
        <translation>Dieser Desktop hat keinen Infobereich, aus dem das Fenster zurückkäme</translation>
    </message>
</context>
<context>
    <name>nostrscope::RangeDialog</name>
    <message>
        <source>Custom time range</source>
        <translation>Eigener Zeitraum</translation>
    </message>
    <message>
        <source>Optional: adds it to the menu</source>
        <translation>Optional: nimmt ihn ins Menü auf</translation>
    </message>
    <message>
        <source>&amp;From (%1):</source>
        <translation>&amp;Von (%1):</translation>
    </message>
    <message>
        <source>&amp;To (%1):</source>
        <translation>&amp;Bis (%1):</translation>
    </message>
    <message>
        <source>&amp;Name:</source>
        <translation>&amp;Name:</translation>
    </message>
    <message>
        <source>&amp;Show</source>
        <translation>&amp;Anzeigen</translation>
    </message>
</context>
<context>
    <name>nostrscope::RangeModel</name>
    <message>
        <source>The end lies before the start.</source>
        <translation>Das Ende liegt vor dem Anfang.</translation>
    </message>
    <message>
        <source>The range must be at least one minute long.</source>
        <translation>Der Zeitraum muss mindestens eine Minute lang sein.</translation>
    </message>
    <message>
        <source>Dates before 1970 have no events.</source>
        <translation>Vor 1970 gibt es keine Events.</translation>
    </message>
    <message>
        <source>The start lies in the future.</source>
        <translation>Der Anfang liegt in der Zukunft.</translation>
    </message>
    <message>
        <source>The end lies more than two days in the future.</source>
        <translation>Das Ende liegt mehr als zwei Tage in der Zukunft.</translation>
    </message>
    <message>
        <source>Last %1</source>
        <comment>a length of time</comment>
        <translation>Letzte %1</translation>
    </message>
</context>
<context>
    <name>nostrscope::RankTableModel</name>
    <message>
        <source>Events</source>
        <translation>Events</translation>
    </message>
    <message>
        <source>Events of the range</source>
        <translation>Events des Zeitraums</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>Part of the events of this kind that were looked at</source>
        <translation>Anteil an den betrachteten Events dieses Kinds</translation>
    </message>
</context>
<context>
    <name>nostrscope::RecordCommands</name>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Record &amp;traffic…</source>
        <translation>&amp;Verkehr aufzeichnen …</translation>
    </message>
    <message>
        <source>Write all that relays send into a file, with its times</source>
        <translation>Alles, was Relays senden, mit seinen Zeiten in eine Datei schreiben</translation>
    </message>
    <message>
        <source>Re&amp;play a recording…</source>
        <translation>Aufzeichnung &amp;wiedergeben …</translation>
    </message>
    <message>
        <source>Store a recording in a database of its own, as if it arrived again</source>
        <translation>Eine Aufzeichnung in einer eigenen Datenbank speichern, als käme sie noch einmal an</translation>
    </message>
    <message>
        <source>Record traffic to</source>
        <translation>Verkehr aufzeichnen nach</translation>
    </message>
    <message>
        <source>Recordings (*.nsrec)</source>
        <translation>Aufzeichnungen (*.nsrec)</translation>
    </message>
    <message>
        <source>No relay is connected. The recording fills when events are collected or fetched.</source>
        <translation>Kein Relay ist verbunden. Die Aufzeichnung füllt sich, wenn Events gesammelt oder geholt werden.</translation>
    </message>
    <message>
        <source>&amp;Start collecting</source>
        <translation>Sammeln &amp;starten</translation>
    </message>
    <message>
        <source>Replay a recording</source>
        <translation>Aufzeichnung wiedergeben</translation>
    </message>
    <message>
        <source>Recordings (*.nsrec);;All files (*)</source>
        <translation>Aufzeichnungen (*.nsrec);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Stop recording &amp;traffic</source>
        <translation>Aufzeichnung des &amp;Verkehrs beenden</translation>
    </message>
</context>
<context>
    <name>nostrscope::RelayClaimsView</name>
    <message>
        <source>Advertised and observed</source>
        <translation>Angekündigt und beobachtet</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Beleg</translation>
    </message>
    <message>
        <source>Evidence: the frame that shows it</source>
        <translation>Beleg: die Nachricht, die es zeigt</translation>
    </message>
    <message>
        <source>Being tested now.</source>
        <translation>Wird gerade geprüft.</translation>
    </message>
    <message>
        <source>Tested %1.</source>
        <comment>… 3 h ago</comment>
        <translation>Geprüft: %1.</translation>
    </message>
    <message>
        <source>No information document (NIP-11) seen yet, and nothing tested.</source>
        <translation>Noch kein Informationsdokument (NIP-11) gesehen, und nichts geprüft.</translation>
    </message>
    <message>
        <source>Not tested yet.</source>
        <translation>Noch nicht geprüft.</translation>
    </message>
    <message>
        <source>At most once a day; possible again from %1.</source>
        <translation>Höchstens einmal am Tag; wieder möglich ab %1.</translation>
    </message>
    <message>
        <source>Select a claim to see the frame that shows it.</source>
        <translation>Eine Behauptung auswählen, um die Nachricht zu sehen, die es zeigt.</translation>
    </message>
</context>
<context>
    <name>nostrscope::RelayCommands</name>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Relays</source>
        <translation>Relays</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>&amp;Add relays…</source>
        <translation>&amp;Hinzufügen …</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>&amp;Importieren …</translation>
    </message>
    <message>
        <source>Import relays or events</source>
        <translation>Relays oder Events importieren</translation>
    </message>
    <message>
        <source>Relay lists and events (*.txt *.csv *.json *.yml *.yaml *.toml *.jsonl *.gz *.zst)</source>
        <translation>Relaylisten und Events (*.txt *.csv *.json *.yml *.yaml *.toml *.jsonl *.gz *.zst)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Nothing was undone</source>
        <translation>Es wurde nichts rückgängig gemacht</translation>
    </message>
    <message>
        <source>%1 was removed. Its events stay.</source>
        <translation>%1 wurde entfernt. Seine Events bleiben.</translation>
    </message>
    <message numerus="yes">
        <source>%n relay(s) were removed. Their events stay.</source>
        <translation>
            <numerusform>%n Relay wurde entfernt. Seine Events bleiben.</numerusform>
            <numerusform>%n Relays wurden entfernt. Ihre Events bleiben.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n relay(s) added.</source>
        <translation>
            <numerusform>%n Relay hinzugefügt.</numerusform>
            <numerusform>%n Relays hinzugefügt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n relay(s) added, the others were in the list.</source>
        <translation>
            <numerusform>%n Relay hinzugefügt, die anderen standen schon in der Liste.</numerusform>
            <numerusform>%n Relays hinzugefügt, die anderen standen schon in der Liste.</numerusform>
        </translation>
    </message>
    <message>
        <source>There is nothing to undo</source>
        <translation>Es gibt nichts rückgängig zu machen</translation>
    </message>
    <message numerus="yes">
        <source>%n relay(s) are watched now.</source>
        <translation>
            <numerusform>%n Relay wird jetzt beobachtet.</numerusform>
            <numerusform>%n Relays werden jetzt beobachtet.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is watched now.</source>
        <translation>%1 wird jetzt beobachtet.</translation>
    </message>
    <message numerus="yes">
        <source>%n relay(s) are not watched any more.</source>
        <translation>
            <numerusform>%n Relay wird nicht mehr beobachtet.</numerusform>
            <numerusform>%n Relays werden nicht mehr beobachtet.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is not watched any more.</source>
        <translation>%1 wird nicht mehr beobachtet.</translation>
    </message>
</context>
<context>
    <name>nostrscope::RelayCompare</name>
    <message>
        <source>Nothing is known of this time</source>
        <translation>Über diese Zeit ist nichts bekannt</translation>
    </message>
    <message>
        <source>Insufficient: less than half of the range is known</source>
        <translation>Unzureichend: Weniger als die Hälfte des Zeitraums ist bekannt</translation>
    </message>
    <message>
        <source>No certificate seen yet</source>
        <translation>Noch kein Zertifikat gesehen</translation>
    </message>
    <message>
        <source>Relay</source>
        <translation>Relay</translation>
    </message>
    <message>
        <source>Address of the relay and its state now</source>
        <translation>Adresse des Relays und sein Zustand jetzt</translation>
    </message>
    <message>
        <source>Uptime</source>
        <translation>Verfügbarkeit</translation>
    </message>
    <message>
        <source>Time up, of the time up or down in the range; rounded down, never up to 100 %</source>
        <translation>Erreichbare Zeit an der erreichbaren oder ausgefallenen Zeit im Zeitraum; abgerundet, nie auf 100 % aufgerundet</translation>
    </message>
    <message>
        <source>Known</source>
        <translation>Bekannt</translation>
    </message>
    <message>
        <source>Share of the range that is known to be up or down</source>
        <translation>Anteil des Zeitraums, von dem bekannt ist, ob das Relay erreichbar war</translation>
    </message>
    <message>
        <source>Open p50</source>
        <translation>Öffnen p50</translation>
    </message>
    <message>
        <source>Time to an open WebSocket, median of the range</source>
        <translation>Zeit bis zum offenen WebSocket, Median des Zeitraums</translation>
    </message>
    <message>
        <source>Open p95</source>
        <translation>Öffnen p95</translation>
    </message>
    <message>
        <source>95 of 100 checks of the range were opened faster; from 20 on</source>
        <translation>95 von 100 Prüfungen des Zeitraums öffneten schneller; ab 20 Prüfungen</translation>
    </message>
    <message>
        <source>Read p50</source>
        <translation>Lesen p50</translation>
    </message>
    <message>
        <source>From a request to the end of stored events, median of the range</source>
        <translation>Von einer Anfrage bis zum Ende der gespeicherten Events, Median des Zeitraums</translation>
    </message>
    <message>
        <source>Read p95</source>
        <translation>Lesen p95</translation>
    </message>
    <message>
        <source>95 of 100 checks of the range were read faster; from 20 on</source>
        <translation>95 von 100 Prüfungen des Zeitraums lasen schneller; ab 20 Prüfungen</translation>
    </message>
    <message>
        <source>Incidents</source>
        <translation>Vorfälle</translation>
    </message>
    <message>
        <source>Confirmed outages that began in the range</source>
        <translation>Bestätigte Ausfälle, die im Zeitraum begannen</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>When the certificate ends</source>
        <translation>Wann das Zertifikat endet</translation>
    </message>
    <message>
        <source>NIPs</source>
        <translation>NIPs</translation>
    </message>
    <message>
        <source>How many NIPs the relay claims to support</source>
        <translation>Wie viele NIPs das Relay nach eigener Angabe unterstützt</translation>
    </message>
    <message>
        <source>Too few samples</source>
        <translation>Zu wenige Messungen</translation>
    </message>
    <message>
        <source>Relay %1, removed</source>
        <translation>Relay %1, entfernt</translation>
    </message>
    <message>
        <source>Not read yet</source>
        <translation>Noch nicht gelesen</translation>
    </message>
    <message>
        <source>No information document (NIP-11) was read</source>
        <translation>Es wurde kein Informationsdokument (NIP-11) gelesen</translation>
    </message>
    <message>
        <source>The information document cannot be understood</source>
        <translation>Das Informationsdokument ist nicht zu verstehen</translation>
    </message>
    <message>
        <source>The relay claims no NIPs</source>
        <translation>Das Relay nennt keine NIPs</translation>
    </message>
    <message>
        <source>Claimed: %1</source>
        <comment>list of NIPs</comment>
        <translation>Genannt: %1</translation>
    </message>
</context>
<context>
    <name>nostrscope::RelayDocumentView</name>
    <message>
        <source>The document as it came</source>
        <translation>Das Dokument, wie es kam</translation>
    </message>
    <message>
        <source>As it came</source>
        <translation>Wie es kam</translation>
    </message>
    <message>
        <source>What the relay says of itself</source>
        <translation>Was das Relay von sich sagt</translation>
    </message>
    <message>
        <source>No information document (NIP-11) seen yet.</source>
        <translation>Noch kein Informationsdokument (NIP-11) gesehen.</translation>
    </message>
</context>
<context>
    <name>nostrscope::RelayHealthView</name>
    <message>
        <source>Round trip</source>
        <translation>Antwortzeit</translation>
    </message>
    <message>
        <source>median, band up to p95</source>
        <translation>Median, Band bis p95</translation>
    </message>
    <message>
        <source>Uptime</source>
        <translation>Verfügbarkeit</translation>
    </message>
    <message>
        <source>Round-trip times</source>
        <translation>Antwortzeiten</translation>
    </message>
    <message>
        <source>Incidents</source>
        <translation>Vorfälle</translation>
    </message>
    <message>
        <source>Other monitors</source>
        <translation>Andere Monitore</translation>
    </message>
    <message>
        <source>No successful check in this range</source>
        <translation>Keine erfolgreiche Prüfung in diesem Zeitraum</translation>
    </message>
    <message>
        <source>Round-trip times of the range</source>
        <translation>Antwortzeiten des Zeitraums</translation>
    </message>
    <message>
        <source>Incidents of the range</source>
        <translation>Vorfälle des Zeitraums</translation>
    </message>
    <message>
        <source>24 h</source>
        <translation>24 h</translation>
    </message>
    <message>
        <source>7 d</source>
        <translation>7 d</translation>
    </message>
    <message>
        <source>30 d</source>
        <translation>30 d</translation>
    </message>
    <message>
        <source>90 d</source>
        <translation>90 d</translation>
    </message>
    <message>
        <source>Time of the heartbeat bar</source>
        <translation>Zeit des Herzschlagbalkens</translation>
    </message>
    <message>
        <source>Heartbeat</source>
        <translation>Herzschlag</translation>
    </message>
    <message>
        <source>How this is counted</source>
        <translation>Wie das gezählt wird</translation>
    </message>
    <message>
        <source>What other monitors say</source>
        <translation>Was andere Monitore sagen</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Lese …</translation>
    </message>
    <message>
        <source>%1 · Left and Right step through it</source>
        <comment>what the heartbeat bar shows</comment>
        <translation>%1 · Links und Rechts gehen hindurch</translation>
    </message>
    <message>
        <source>No other monitor is known to watch this relay.</source>
        <translation>Kein anderer Monitor beobachtet dieses Relay, soweit bekannt.</translation>
    </message>
    <message>
        <source>Online by %1 monitors that ever listed it and are active.</source>
        <translation>Online laut %1 aktiven Monitoren, die es je aufführten.</translation>
    </message>
    <message>
        <source>On average it is faster than %1 of their relays.</source>
        <translation>Im Mittel ist es schneller als %1 ihrer Relays.</translation>
    </message>
    <message>
        <source>We see it down, most others see it online: it probably blocks this computer, or the fault is near here.</source>
        <translation>Hier gilt es als ausgefallen, die meisten anderen sehen es online: wahrscheinlich sperrt es diesen Rechner, oder der Fehler liegt in der Nähe.</translation>
    </message>
    <message>
        <source>Times to open</source>
        <translation>Zeiten zum Öffnen</translation>
    </message>
    <message>
        <source>checks</source>
        <translation>Prüfungen</translation>
    </message>
    <message>
        <source>Times to read</source>
        <translation>Zeiten zum Lesen</translation>
    </message>
</context>
<context>
    <name>nostrscope::RelayListDialog</name>
    <message>
        <source>Add relays</source>
        <translation>Relays hinzufügen</translation>
    </message>
    <message>
        <source>Relay addresses, one a line</source>
        <translation>Relay-Adressen, eine pro Zeile</translation>
    </message>
    <message>
        <source>Relay addresses, one a line:</source>
        <translation>Relay-Adressen, eine pro Zeile:</translation>
    </message>
    <message>
        <source>Import relays</source>
        <translation>Relays importieren</translation>
    </message>
    <message>
        <source>What %1 contains:</source>
        <translation>Inhalt von %1:</translation>
    </message>
    <message>
        <source>Reading the file…</source>
        <translation>Datei wird gelesen …</translation>
    </message>
    <message>
        <source>Result of each line</source>
        <translation>Ergebnis jeder Zeile</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Nothing to add yet</source>
        <translation>Noch nichts hinzuzufügen</translation>
    </message>
    <message>
        <source>No relay found in this file</source>
        <translation>Kein Relay in dieser Datei gefunden</translation>
    </message>
    <message>
        <source>%1 valid, %2 duplicate, %3 refused</source>
        <translation>%1 gültig, %2 doppelt, %3 abgelehnt</translation>
    </message>
    <message numerus="yes">
        <source>Add %n relay(s)</source>
        <translation>
            <numerusform>%n Relay hinzufügen</numerusform>
            <numerusform>%n Relays hinzufügen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nostrscope::RelayPage</name>
    <message>
        <source>Last checks</source>
        <translation>Letzte Prüfungen</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Information</source>
        <translation>Angaben</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>Prüfungen</translation>
    </message>
    <message>
        <source>Parts of the page</source>
        <translation>Teile der Seite</translation>
    </message>
    <message>
        <source>Relay</source>
        <translation>Relay</translation>
    </message>
    <message>
        <source>Chec&amp;k now</source>
        <translation>Jetzt &amp;prüfen</translation>
    </message>
    <message>
        <source>Check this relay now</source>
        <translation>Dieses Relay jetzt prüfen</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Anhalten</translation>
    </message>
    <message>
        <source>Neither check nor connect this relay until it is resumed</source>
        <translation>Dieses Relay weder prüfen noch verbinden, bis es fortgesetzt wird</translation>
    </message>
    <message>
        <source>Res&amp;ume</source>
        <translation>&amp;Fortsetzen</translation>
    </message>
    <message>
        <source>Open a relay first</source>
        <translation>Zuerst ein Relay öffnen</translation>
    </message>
    <message>
        <source>Relays</source>
        <translation>Relays</translation>
    </message>
    <message>
        <source>Check now</source>
        <translation>Jetzt prüfen</translation>
    </message>
    <message>
        <source>Needs a proxy for Tor, I2P or Lokinet: it was never tried without one.</source>
        <translation>Braucht einen Proxy für Tor, I2P oder Lokinet: ohne wurde es nie versucht.</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Einstellungen …</translation>
    </message>
    <message>
        <source>This relay is not in the list</source>
        <translation>Dieses Relay ist nicht in der Liste</translation>
    </message>
    <message>
        <source>This relay is paused</source>
        <translation>Dieses Relay ist angehalten</translation>
    </message>
    <message>
        <source>This relay is not paused</source>
        <translation>Dieses Relay ist nicht angehalten</translation>
    </message>
    <message>
        <source>This relay was removed from the list</source>
        <translation>Dieses Relay wurde aus der Liste entfernt</translation>
    </message>
    <message>
        <source>No relays yet</source>
        <translation>Noch keine Relays</translation>
    </message>
    <message>
        <source>being checked now</source>
        <translation>wird gerade geprüft</translation>
    </message>
    <message>
        <source>checked %1</source>
        <translation>geprüft %1</translation>
    </message>
    <message>
        <source>measured from this computer</source>
        <translation>von diesem Rechner aus gemessen</translation>
    </message>
    <message>
        <source>Being checked for the first time</source>
        <translation>Wird zum ersten Mal geprüft</translation>
    </message>
    <message>
        <source>This relay was never checked</source>
        <translation>Dieses Relay wurde noch nie geprüft</translation>
    </message>
    <message>
        <source>The health of this relay cannot be read</source>
        <translation>Der Zustand dieses Relays ist nicht lesbar</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Lese …</translation>
    </message>
    <message>
        <source>&amp;Watch</source>
        <translation>&amp;Beobachten</translation>
    </message>
    <message>
        <source>Mark this relay ★ and check it every few minutes</source>
        <translation>Dieses Relay mit ★ markieren und alle paar Minuten prüfen</translation>
    </message>
    <message>
        <source>Stop watc&amp;hing</source>
        <translation>Nic&amp;ht mehr beobachten</translation>
    </message>
    <message>
        <source>Take the ★ off this relay</source>
        <translation>Den ★ von diesem Relay nehmen</translation>
    </message>
    <message>
        <source>States of relays</source>
        <translation>Zustände von Relays</translation>
    </message>
    <message>
        <source>This relay is watched</source>
        <translation>Dieses Relay wird beobachtet</translation>
    </message>
    <message>
        <source>This relay is not watched</source>
        <translation>Dieses Relay wird nicht beobachtet</translation>
    </message>
    <message>
        <source>Claims</source>
        <translation>Behauptungen</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Fassungen</translation>
    </message>
    <message>
        <source>&amp;Test claims now</source>
        <translation>Behaup&amp;tungen prüfen</translation>
    </message>
    <message>
        <source>Ask the relay up to eight small questions that show whether it does what it advertises</source>
        <translation>Dem Relay bis zu acht kleine Fragen stellen, die zeigen, ob es tut, was es ankündigt</translation>
    </message>
    <message>
        <source>The claims are being tested</source>
        <translation>Die Behauptungen werden geprüft</translation>
    </message>
    <message>
        <source>Tested today; possible again from %1</source>
        <translation>Heute geprüft; wieder möglich ab %1</translation>
    </message>
</context>
<context>
    <name>nostrscope::RelayPreview</name>
    <message>
        <source>Last errors</source>
        <translation>Letzte Fehler</translation>
    </message>
    <message>
        <source>Selected relay</source>
        <translation>Ausgewähltes Relay</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Open time</source>
        <translation>Öffnungszeit</translation>
    </message>
    <message>
        <source>Round trip</source>
        <translation>Umlaufzeit</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Events</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Brought first</source>
        <translation>Zuerst gebracht</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Last event</source>
        <translation>Letztes Event</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Empfangen</translation>
    </message>
    <message>
        <source>Select a relay to see more of it</source>
        <translation>Ein Relay auswählen, um mehr darüber zu sehen</translation>
    </message>
    <message>
        <source>%1 in the range, %2 ever</source>
        <translation>%1 im Zeitraum, %2 insgesamt</translation>
    </message>
    <message>
        <source>%1 (%2 of %3)</source>
        <comment>share, novel events, all events</comment>
        <translation>%1 (%2 von %3)</translation>
    </message>
    <message>
        <source>Events that were not valid, ever</source>
        <translation>Ungültige Events, insgesamt</translation>
    </message>
    <message>
        <source>Since the start of the program</source>
        <translation>Seit dem Programmstart</translation>
    </message>
    <message>
        <source>%1  %2</source>
        <comment>time and message</comment>
        <translation>%1  %2</translation>
    </message>
    <message>
        <source>Checked</source>
        <translation>Geprüft</translation>
    </message>
    <message>
        <source>Uptime 24 h</source>
        <translation>Verfügbar 24 h</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>Andere</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>%1, next try %2</source>
        <comment>state of a connection, time</comment>
        <translation>%1, nächster Versuch %2</translation>
    </message>
    <message>
        <source>being checked now</source>
        <translation>wird gerade geprüft</translation>
    </message>
    <message>
        <source>%1, again %2</source>
        <comment>time of the last check, of the next</comment>
        <translation>%1, wieder %2</translation>
    </message>
    <message>
        <source>Median of 24 hours, from the start of a check to an open WebSocket</source>
        <translation>Median von 24 Stunden, vom Beginn einer Prüfung bis zum offenen WebSocket</translation>
    </message>
    <message>
        <source>%1, p95 %2</source>
        <comment>median and 95th percentile of the time to read</comment>
        <translation>%1, p95 %2</translation>
    </message>
    <message>
        <source>Median of 24 hours, from our request to the end of stored events</source>
        <translation>Median von 24 Stunden, von unserer Anfrage bis zum Ende der gespeicherten Events</translation>
    </message>
    <message>
        <source>%1 of the last 24 hours are known</source>
        <translation>%1 der letzten 24 Stunden sind bekannt</translation>
    </message>
    <message>
        <source>online by %1 monitors</source>
        <translation>online laut %1 Monitoren</translation>
    </message>
</context>
<context>
    <name>nostrscope::RelayTableModel</name>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Relay</source>
        <translation>Relay</translation>
    </message>
    <message>
        <source>Address of the relay</source>
        <translation>Adresse des Relays</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Events</translation>
    </message>
    <message>
        <source>Different events of the chosen range seen on this relay, by their own date</source>
        <translation>Verschiedene Events des gewählten Zeitraums auf diesem Relay, nach ihrem eigenen Datum</translation>
    </message>
    <message>
        <source>Novel</source>
        <translation>Neuheiten</translation>
    </message>
    <message>
        <source>Share of what the relay sent that it brought first, ever</source>
        <translation>Anteil der Events dieses Relays, die es als erstes gebracht hat, insgesamt</translation>
    </message>
    <message>
        <source>Events/min</source>
        <translation>Events/min</translation>
    </message>
    <message>
        <source>Received in the last minute</source>
        <translation>In der letzten Minute empfangen</translation>
    </message>
    <message>
        <source>Open time</source>
        <translation>Öffnungszeit</translation>
    </message>
    <message>
        <source>Last event</source>
        <translation>Letztes Event</translation>
    </message>
    <message>
        <source>When the relay last sent an event</source>
        <translation>Wann das Relay zuletzt ein Event gesendet hat</translation>
    </message>
    <message>
        <source>Last error</source>
        <translation>Letzter Fehler</translation>
    </message>
    <message>
        <source>Why the last connection failed or ended</source>
        <translation>Warum die letzte Verbindung scheiterte oder endete</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>Zweck</translation>
    </message>
    <message>
        <source>What the list says the relay is for</source>
        <translation>Wofür das Relay laut Liste da ist</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Where the relay came from</source>
        <translation>Woher das Relay stammt</translation>
    </message>
    <message>
        <source>Events ever</source>
        <translation>Events insgesamt</translation>
    </message>
    <message>
        <source>Different events seen on this relay, ever</source>
        <translation>Verschiedene Events auf diesem Relay, insgesamt</translation>
    </message>
    <message>
        <source>Repeated</source>
        <translation>Wiederholt</translation>
    </message>
    <message>
        <source>Sightings of events that were known, ever</source>
        <translation>Sichtungen schon bekannter Events, insgesamt</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Events that were not valid, ever</source>
        <translation>Ungültige Events, insgesamt</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Empfangen</translation>
    </message>
    <message>
        <source>Bytes received since the start of the program</source>
        <translation>Seit dem Programmstart empfangene Bytes</translation>
    </message>
    <message>
        <source>State since</source>
        <translation>Zustand seit</translation>
    </message>
    <message>
        <source>Since when the connection is in its state</source>
        <translation>Seit wann die Verbindung in ihrem Zustand ist</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Hinzugefügt</translation>
    </message>
    <message>
        <source>When the relay came into the list</source>
        <translation>Wann das Relay in die Liste kam</translation>
    </message>
    <message>
        <source>%1 since %2</source>
        <translation>%1 seit %2</translation>
    </message>
    <message>
        <source>Next try at %1</source>
        <translation>Nächster Versuch um %1</translation>
    </message>
    <message>
        <source>%1 in the range by their own date, %2 seen ever</source>
        <translation>%1 im Zeitraum nach ihrem eigenen Datum, %2 insgesamt gesehen</translation>
    </message>
    <message>
        <source>Brought %1 events first, repeated %2</source>
        <translation>%1 Events zuerst gebracht, %2 wiederholt</translation>
    </message>
    <message>
        <source>Connect to open, last success</source>
        <translation>Vom Verbindungsaufbau bis offen, letzter Erfolg</translation>
    </message>
    <message>
        <source>No connection succeeded yet</source>
        <translation>Noch keine Verbindung gelungen</translation>
    </message>
    <message>
        <source>No event from this relay yet</source>
        <translation>Noch kein Event von diesem Relay</translation>
    </message>
    <message>
        <source>Fewer than 20 successful checks in 24 hours</source>
        <translation>Weniger als 20 erfolgreiche Prüfungen in 24 Stunden</translation>
    </message>
    <message>
        <source>Insufficient: only %1 of the last 24 hours are known</source>
        <translation>Zu wenig: nur %1 der letzten 24 Stunden sind bekannt</translation>
    </message>
    <message>
        <source>%1 of the last 24 hours are known</source>
        <translation>%1 der letzten 24 Stunden sind bekannt</translation>
    </message>
    <message>
        <source>The connection is not encrypted</source>
        <translation>Die Verbindung ist nicht verschlüsselt</translation>
    </message>
    <message>
        <source>No certificate seen yet</source>
        <translation>Noch kein Zertifikat gesehen</translation>
    </message>
    <message>
        <source>Ends at %1</source>
        <translation>Endet am %1</translation>
    </message>
    <message>
        <source>Ends at %1; not trusted by this computer</source>
        <translation>Endet am %1; dieser Rechner vertraut ihm nicht</translation>
    </message>
    <message>
        <source>Next check %1</source>
        <translation>Nächste Prüfung %1</translation>
    </message>
    <message>
        <source>No other monitor is known to watch this relay</source>
        <translation>Kein anderer Monitor beobachtet dieses Relay, soweit bekannt</translation>
    </message>
    <message>
        <source>Active monitors of others that report the relay online, of those that ever listed it</source>
        <translation>Aktive Monitore anderer, die das Relay online melden, von denen, die es je aufführten</translation>
    </message>
    <message>
        <source>What our checks say of the relay; worst first when sorted</source>
        <translation>Was unsere Prüfungen über das Relay sagen; sortiert das Schlimmste zuerst</translation>
    </message>
    <message>
        <source>Open p50</source>
        <translation>Öffnen p50</translation>
    </message>
    <message>
        <source>Time to an open WebSocket, median of the successful checks of the last 24 hours</source>
        <translation>Zeit bis zum offenen WebSocket, Median der erfolgreichen Prüfungen der letzten 24 Stunden</translation>
    </message>
    <message>
        <source>Read p50</source>
        <translation>Lesen p50</translation>
    </message>
    <message>
        <source>From a request to the end of stored events, median of the successful checks of the last 24 hours</source>
        <translation>Von einer Anfrage bis zum Ende der gespeicherten Events, Median der erfolgreichen Prüfungen der letzten 24 Stunden</translation>
    </message>
    <message>
        <source>Uptime 24 h</source>
        <translation>Verfügbar 24 h</translation>
    </message>
    <message>
        <source>Share of the last 24 hours in which the relay answered, of what is known; a bar for each half hour</source>
        <translation>Anteil der bekannten letzten 24 Stunden, in denen das Relay antwortete; ein Balken für jede halbe Stunde</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>When the certificate ends</source>
        <translation>Wann das Zertifikat endet</translation>
    </message>
    <message>
        <source>Checked</source>
        <translation>Geprüft</translation>
    </message>
    <message>
        <source>When the last check that decided something was made</source>
        <translation>Wann zuletzt mit Ergebnis geprüft wurde</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>Andere</translation>
    </message>
    <message>
        <source>Other monitors (NIP-66) that see the relay online</source>
        <translation>Andere Monitore (NIP-66), die das Relay online sehen</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>What our connection that collects events is doing</source>
        <translation>Was die Verbindung tut, die Events sammelt</translation>
    </message>
    <message>
        <source>From connect to open WebSocket, last success of the collector</source>
        <translation>Vom Verbinden bis zum offenen WebSocket, letzter Erfolg des Sammlers</translation>
    </message>
    <message>
        <source>Read p95</source>
        <translation>Lesen p95</translation>
    </message>
    <message>
        <source>95 of 100 successful checks of the last 24 hours were read faster; from 20 checks on</source>
        <translation>95 von 100 erfolgreichen Prüfungen der letzten 24 Stunden waren schneller gelesen; ab 20 Prüfungen</translation>
    </message>
    <message>
        <source>Last result</source>
        <translation>Letztes Ergebnis</translation>
    </message>
    <message>
        <source>What came of the last check that decided something</source>
        <translation>Was bei der letzten Prüfung mit Ergebnis herauskam</translation>
    </message>
    <message>
        <source>Software</source>
        <translation>Software</translation>
    </message>
    <message>
        <source>What the relay says it runs (NIP-11)</source>
        <translation>Was das Relay nach eigener Angabe betreibt (NIP-11)</translation>
    </message>
    <message>
        <source>Name that the relay gives itself (NIP-11), else that of a relay list</source>
        <translation>Name, den das Relay sich gibt (NIP-11), sonst der einer Relay-Liste</translation>
    </message>
    <message>
        <source>This certificate was first seen at %1</source>
        <translation>Dieses Zertifikat wurde zuerst gesehen: %1</translation>
    </message>
    <message>
        <source>Watched: checked every few minutes</source>
        <translation>Beobachtet: wird alle paar Minuten geprüft</translation>
    </message>
    <message>
        <source>Not watched by you</source>
        <translation>Nicht beobachtet</translation>
    </message>
    <message>
        <source>watched</source>
        <translation>beobachtet</translation>
    </message>
    <message>
        <source>★</source>
        <comment>title of the column of watched relays</comment>
        <translation>★</translation>
    </message>
    <message>
        <source>Watched: relays that you marked are checked every few minutes</source>
        <translation>Beobachtet: Markierte Relays werden alle paar Minuten geprüft</translation>
    </message>
    <message>
        <source>Access</source>
        <translation>Zugang</translation>
    </message>
    <message>
        <source>What the relay wants before it serves, by its own words (NIP-11) or by its last answer</source>
        <translation>Was das Relay verlangt, bevor es antwortet, nach eigener Angabe (NIP-11) oder nach seiner letzten Antwort</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Zertifikat</translation>
    </message>
    <message>
        <source>What to know of the certificate: its end is near (21, 14, 7, 1 days), or within the last 14 days its issuer or key changed</source>
        <translation>Was am Zertifikat zu beachten ist: Es endet bald (21, 14, 7, 1 Tage), oder Aussteller oder Schlüssel haben sich in den letzten 14 Tagen geändert</translation>
    </message>
    <message>
        <source>TLS issuer</source>
        <translation>TLS-Aussteller</translation>
    </message>
    <message>
        <source>Who issued the certificate, as it says itself</source>
        <translation>Wer das Zertifikat ausgestellt hat, nach dessen Angabe</translation>
    </message>
    <message>
        <source>IP</source>
        <translation>IP</translation>
    </message>
    <message>
        <source>Address that the last check went to; none where a proxy resolves</source>
        <translation>Adresse, an die die letzte Prüfung ging; keine, wo ein Proxy auflöst</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>Land</translation>
    </message>
    <message>
        <source>Where the address is, by the MaxMind file of the settings</source>
        <translation>Wo die Adresse ist, nach der MaxMind-Datei der Einstellungen</translation>
    </message>
    <message>
        <source>ASN</source>
        <translation>ASN</translation>
    </message>
    <message>
        <source>Autonomous system that the address belongs to, by the MaxMind file of the settings</source>
        <translation>Autonomes System, zu dem die Adresse gehört, nach der MaxMind-Datei der Einstellungen</translation>
    </message>
</context>
<context>
    <name>nostrscope::RelayTlsView</name>
    <message>
        <source>Certificates seen</source>
        <translation>Gesehene Zertifikate</translation>
    </message>
    <message>
        <source>Validity of the certificate</source>
        <translation>Gültigkeit des Zertifikats</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Zertifikat</translation>
    </message>
    <message>
        <source>Certificates seen, newest first</source>
        <translation>Gesehene Zertifikate, neueste zuerst</translation>
    </message>
    <message>
        <source>The connection is not encrypted.</source>
        <translation>Die Verbindung ist nicht verschlüsselt.</translation>
    </message>
    <message>
        <source>No certificate seen yet.</source>
        <translation>Noch kein Zertifikat gesehen.</translation>
    </message>
    <message>
        <source>The certificate %1.</source>
        <comment>… ended 3 d ago</comment>
        <translation>Das Zertifikat ist %1.</translation>
    </message>
    <message>
        <source>The certificate ends %1.</source>
        <comment>… in 64 d</comment>
        <translation>Das Zertifikat endet %1.</translation>
    </message>
    <message>
        <source>It is not trusted: %1.</source>
        <translation>Es ist nicht vertrauenswürdig: %1.</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weiterer</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Issuer</source>
        <translation>Aussteller</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Inhaber</translation>
    </message>
    <message>
        <source>Names</source>
        <translation>Namen</translation>
    </message>
    <message>
        <source>Valid from</source>
        <translation>Gültig ab</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>Gültig bis</translation>
    </message>
    <message>
        <source>Chain ends</source>
        <translation>Kette endet</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Cipher</source>
        <translation>Verschlüsselung</translation>
    </message>
    <message>
        <source>Serial number</source>
        <translation>Seriennummer</translation>
    </message>
    <message>
        <source>Fingerprint</source>
        <translation>Fingerabdruck</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>Gesehen</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <comment>two times</comment>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>Land</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>country and its code</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
</context>
<context>
    <name>nostrscope::RelayVersionsView</name>
    <message>
        <source>Versions of the document</source>
        <translation>Fassungen des Dokuments</translation>
    </message>
    <message>
        <source>Changes since the version before</source>
        <translation>Änderungen seit der Fassung davor</translation>
    </message>
    <message>
        <source>The version as it came</source>
        <translation>Die Fassung, wie sie kam</translation>
    </message>
    <message>
        <source>As it came</source>
        <translation>Wie es kam</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Fassungen</translation>
    </message>
    <message>
        <source>No information document (NIP-11) seen yet.</source>
        <translation>Noch kein Informationsdokument (NIP-11) gesehen.</translation>
    </message>
    <message>
        <source>This version is no longer stored.</source>
        <translation>Diese Fassung ist nicht mehr gespeichert.</translation>
    </message>
    <message>
        <source>The first version that was seen: there is none before it.</source>
        <translation>Die erste Fassung, die gesehen wurde: davor gibt es keine.</translation>
    </message>
    <message>
        <source>One of the two versions is no longer stored.</source>
        <translation>Eine der beiden Fassungen ist nicht mehr gespeichert.</translation>
    </message>
    <message>
        <source>The same fields and values, written in another way.</source>
        <translation>Dieselben Felder und Werte, anders geschrieben.</translation>
    </message>
    <message numerus="yes">
        <source>%n field(s) changed.</source>
        <translation>
            <numerusform>%n Feld geändert.</numerusform>
            <numerusform>%n Felder geändert.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The first %n are shown.</source>
        <translation>
            <numerusform>Das erste wird gezeigt.</numerusform>
            <numerusform>Die ersten %n werden gezeigt.</numerusform>
        </translation>
    </message>
    <message>
        <source>The document has more fields than are compared.</source>
        <translation>Das Dokument hat mehr Felder, als verglichen werden.</translation>
    </message>
</context>
<context>
    <name>nostrscope::RelayViews</name>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Ausgefallen</translation>
    </message>
    <message>
        <source>Degraded</source>
        <translation>Eingeschränkt</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pausiert</translation>
    </message>
    <message>
        <source>New this week</source>
        <translation>Neu diese Woche</translation>
    </message>
    <message>
        <source>Slow</source>
        <translation>Langsam</translation>
    </message>
    <message>
        <source>TLS &lt; 14 d</source>
        <translation>TLS &lt; 14 d</translation>
    </message>
    <message>
        <source>Tor, I2P</source>
        <translation>Tor, I2P</translation>
    </message>
    <message>
        <source>Watched ★</source>
        <translation>Beobachtet ★</translation>
    </message>
    <message>
        <source>Certificates</source>
        <translation>Zertifikate</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>Bezahlt</translation>
    </message>
    <message>
        <source>Auth</source>
        <translation>Anmeldung</translation>
    </message>
</context>
<context>
    <name>nostrscope::RelaysPage</name>
    <message>
        <source>Pre&amp;view pane</source>
        <translation>&amp;Vorschau</translation>
    </message>
    <message>
        <source>Relays</source>
        <translation>Relays</translation>
    </message>
    <message>
        <source>Filter relays</source>
        <translation>Relays filtern</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Pausieren</translation>
    </message>
    <message>
        <source>Disconnect the selected relays until they are resumed</source>
        <translation>Die ausgewählten Relays trennen, bis sie fortgesetzt werden</translation>
    </message>
    <message>
        <source>Res&amp;ume</source>
        <translation>F&amp;ortsetzen</translation>
    </message>
    <message>
        <source>&amp;Copy address</source>
        <translation>Adresse &amp;kopieren</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>Ent&amp;fernen</translation>
    </message>
    <message>
        <source>Take the selected relays off the list; their events stay</source>
        <translation>Die ausgewählten Relays aus der Liste nehmen; ihre Events bleiben</translation>
    </message>
    <message>
        <source>Select relays on the page Relays first</source>
        <translation>Zuerst auf der Seite „Relays“ Relays auswählen</translation>
    </message>
    <message>
        <source>No relays yet</source>
        <translation>Noch keine Relays</translation>
    </message>
    <message>
        <source>Add relays…</source>
        <translation>Relays hinzufügen …</translation>
    </message>
    <message>
        <source>Import list…</source>
        <translation>Liste importieren …</translation>
    </message>
    <message>
        <source>Clear filter</source>
        <translation>Filter löschen</translation>
    </message>
    <message>
        <source>No relay in this view</source>
        <translation>Kein Relay in dieser Ansicht</translation>
    </message>
    <message>
        <source>No relay matches “%1”</source>
        <translation>Kein Relay passt zu „%1“</translation>
    </message>
    <message numerus="yes">
        <source>%n relay(s)</source>
        <translation>
            <numerusform>%n Relay</numerusform>
            <numerusform>%n Relays</numerusform>
        </translation>
    </message>
    <message>
        <source>Showing %1 of %2</source>
        <translation>%1 von %2 angezeigt</translation>
    </message>
    <message>
        <source>Select a relay to see more of it</source>
        <translation>Ein Relay auswählen, um mehr darüber zu sehen</translation>
    </message>
    <message numerus="yes">
        <source>%n relay(s) selected</source>
        <translation>
            <numerusform>%n Relay ausgewählt</numerusform>
            <numerusform>%n Relays ausgewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>No relay is selected</source>
        <translation>Kein Relay ist ausgewählt</translation>
    </message>
    <message>
        <source>The selected relays are paused</source>
        <translation>Die ausgewählten Relays sind pausiert</translation>
    </message>
    <message>
        <source>The selected relays are not paused</source>
        <translation>Die ausgewählten Relays sind nicht pausiert</translation>
    </message>
    <message>
        <source>&amp;Open relay</source>
        <translation>Relay ö&amp;ffnen</translation>
    </message>
    <message>
        <source>All about the selected relay</source>
        <translation>Alles über das gewählte Relay</translation>
    </message>
    <message>
        <source>Chec&amp;k now</source>
        <translation>Jetzt &amp;prüfen</translation>
    </message>
    <message>
        <source>Check the selected relays now (F5 with a selection)</source>
        <translation>Die gewählten Relays jetzt prüfen (F5 mit einer Auswahl)</translation>
    </message>
    <message>
        <source>Several relays are selected</source>
        <translation>Mehrere Relays sind gewählt</translation>
    </message>
    <message>
        <source>&amp;Watch</source>
        <translation>&amp;Beobachten</translation>
    </message>
    <message>
        <source>Mark the selected relays ★ and check them every few minutes</source>
        <translation>Die ausgewählten Relays mit ★ markieren und alle paar Minuten prüfen</translation>
    </message>
    <message>
        <source>Stop watc&amp;hing</source>
        <translation>Nic&amp;ht mehr beobachten</translation>
    </message>
    <message>
        <source>Take the ★ off the selected relays</source>
        <translation>Den ★ von den ausgewählten Relays nehmen</translation>
    </message>
    <message>
        <source>Compar&amp;e</source>
        <translation>V&amp;ergleichen</translation>
    </message>
    <message>
        <source>Show the selected relays, two to six, side by side</source>
        <translation>Die ausgewählten Relays, zwei bis sechs, nebeneinander zeigen</translation>
    </message>
    <message>
        <source>States of relays</source>
        <translation>Zustände von Relays</translation>
    </message>
    <message>
        <source>The selected relays are watched</source>
        <translation>Die ausgewählten Relays werden beobachtet</translation>
    </message>
    <message>
        <source>The selected relays are not watched</source>
        <translation>Die ausgewählten Relays werden nicht beobachtet</translation>
    </message>
    <message>
        <source>Only one relay is selected</source>
        <translation>Nur ein Relay ist ausgewählt</translation>
    </message>
    <message>
        <source>More than six relays are selected</source>
        <translation>Mehr als sechs Relays sind ausgewählt</translation>
    </message>
</context>
<context>
    <name>nostrscope::ReplayDialog</name>
    <message>
        <source>A &amp;new database file</source>
        <translation>Eine &amp;neue Datenbankdatei</translation>
    </message>
    <message>
        <source>A &amp;temporary database: only counted, nothing is kept</source>
        <translation>Eine &amp;temporäre Datenbank: nur gezählt, nichts wird behalten</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>&amp;Durchsuchen …</translation>
    </message>
    <message>
        <source>Replay a recording</source>
        <translation>Aufzeichnung wiedergeben</translation>
    </message>
    <message>
        <source>New database file</source>
        <translation>Neue Datenbankdatei</translation>
    </message>
    <message>
        <source>As fast as it goes</source>
        <translation>So schnell es geht</translation>
    </message>
    <message>
        <source>As it was recorded</source>
        <translation>Wie aufgezeichnet</translation>
    </message>
    <message>
        <source>%1 times as fast</source>
        <translation>%1-mal so schnell</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>file, size</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Every event is verified again, at the times of the recording. Nothing is connected, and the database that is open now is not touched.</source>
        <translation>Jedes Event wird noch einmal geprüft, zu den Zeiten der Aufzeichnung. Nichts wird verbunden, und die jetzt offene Datenbank bleibt unberührt.</translation>
    </message>
    <message>
        <source>Recording:</source>
        <translation>Aufzeichnung:</translation>
    </message>
    <message>
        <source>Into:</source>
        <translation>In:</translation>
    </message>
    <message>
        <source>&amp;Speed:</source>
        <translation>&amp;Geschwindigkeit:</translation>
    </message>
    <message>
        <source>&amp;Replay</source>
        <translation>&amp;Wiedergeben</translation>
    </message>
    <message>
        <source>New database</source>
        <translation>Neue Datenbank</translation>
    </message>
    <message>
        <source>Databases (*.sqlite)</source>
        <translation>Datenbanken (*.sqlite)</translation>
    </message>
    <message>
        <source>Name a file.</source>
        <translation>Nennen Sie eine Datei.</translation>
    </message>
    <message>
        <source>There is such a file already. A replay needs a new one.</source>
        <translation>Diese Datei gibt es schon. Eine Wiedergabe braucht eine neue.</translation>
    </message>
    <message>
        <source>There is no such folder.</source>
        <translation>Diesen Ordner gibt es nicht.</translation>
    </message>
</context>
<context>
    <name>nostrscope::RetentionDialog</name>
    <message>
        <source>Delete the &amp;oldest events above</source>
        <translation>Die äl&amp;testen Events löschen oberhalb von</translation>
    </message>
    <message>
        <source>Remove the content of &amp;versions that a newer one replaced</source>
        <translation>Inhalt von &amp;Versionen entfernen, die durch neuere ersetzt sind</translation>
    </message>
    <message>
        <source>Remove the content of events whose author asked to be &amp;forgotten (NIP-62)</source>
        <translation>Inhalt von Events entfernen, deren Autor &amp;vergessen werden will (NIP-62)</translation>
    </message>
    <message>
        <source>Write &amp;copies of what is deleted first, into</source>
        <translation>Zuvor &amp;Kopien des Gelöschten schreiben nach</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>&amp;Durchsuchen …</translation>
    </message>
    <message>
        <source>Retention</source>
        <translation>Aufbewahrung</translation>
    </message>
    <message>
        <source>Delete events by their date</source>
        <translation>Events nach ihrem Datum löschen</translation>
    </message>
    <message>
        <source> GiB</source>
        <translation> GiB</translation>
    </message>
    <message>
        <source>Size that the database may have</source>
        <translation>Größe, die die Datenbank haben darf</translation>
    </message>
    <message>
        <source>Keeps requests of the last 30 days, and notes and reactions of the last 90 days, in any case</source>
        <translation>Anfragen der letzten 30 Tage sowie Notizen und Reaktionen der letzten 90 Tage bleiben in jedem Fall</translation>
    </message>
    <message>
        <source>The events stay known and counted, but cannot be read, verified or exported any more</source>
        <translation>Die Events bleiben bekannt und gezählt, sind aber nicht mehr lesbar, prüfbar oder exportierbar</translation>
    </message>
    <message>
        <source>One compressed file of JSON lines for each month; can be imported again</source>
        <translation>Je Monat eine komprimierte Datei im Format JSON Lines; wieder importierbar</translation>
    </message>
    <message>
        <source>Folder for copies</source>
        <translation>Ordner für Kopien</translation>
    </message>
    <message>
        <source>%1 older than</source>
        <comment>name of a group of kinds</comment>
        <translation>%1 älter als</translation>
    </message>
    <message>
        <source> days</source>
        <translation> Tage</translation>
    </message>
    <message>
        <source>now kept from %1</source>
        <translation>jetzt aufbewahrt ab %1</translation>
    </message>
    <message>
        <source>&amp;Dry run</source>
        <translation>&amp;Probelauf</translation>
    </message>
    <message>
        <source>De&amp;lete…</source>
        <translation>&amp;Löschen …</translation>
    </message>
    <message>
        <source>%1: %2 events, about %3, kept from %4</source>
        <comment>group of kinds</comment>
        <translation>%1: %2 Events, etwa %3, aufbewahrt ab %4</translation>
    </message>
    <message>
        <source>Looking at the database…</source>
        <translation>Die Datenbank wird angesehen …</translation>
    </message>
    <message>
        <source>The dry run failed: %1</source>
        <translation>Der Probelauf ist gescheitert: %1</translation>
    </message>
    <message>
        <source>Choose what may be deleted. Nothing is deleted by a dry run.</source>
        <translation>Bitte wählen, was gelöscht werden darf. Ein Probelauf löscht nichts.</translation>
    </message>
    <message>
        <source>Choose the folder for copies.</source>
        <translation>Bitte den Ordner für Kopien wählen.</translation>
    </message>
    <message>
        <source>Delete events</source>
        <translation>Events löschen</translation>
    </message>
    <message>
        <source>Delete %1 events, about %2?</source>
        <translation>%1 Events löschen, etwa %2?</translation>
    </message>
    <message>
        <source>Remove the content of %1 events, %2?</source>
        <translation>Den Inhalt von %1 Events entfernen, %2?</translation>
    </message>
    <message>
        <source>This cannot be undone.</source>
        <translation>Das kann nicht rückgängig gemacht werden.</translation>
    </message>
    <message>
        <source>Copies are written to %1 first.</source>
        <translation>Kopien werden zuvor nach %1 geschrieben.</translation>
    </message>
    <message>
        <source>Collection goes on meanwhile; the task can be cancelled.</source>
        <translation>Das Sammeln läuft weiter; die Aufgabe kann abgebrochen werden.</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>A dry run says what would be deleted, and keeps these settings.</source>
        <translation>Ein Probelauf sagt, was gelöscht würde, und merkt sich diese Einstellungen.</translation>
    </message>
</context>
<context>
    <name>nostrscope::ServiceTableModel</name>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>What the part is doing now</source>
        <translation>Was der Teil gerade tut</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Part of the collector</source>
        <translation>Teil des Sammlers</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>What the part says about itself</source>
        <translation>Was der Teil über sich selbst meldet</translation>
    </message>
    <message>
        <source>Last cycle</source>
        <translation>Zuletzt</translation>
    </message>
    <message>
        <source>When the part last finished a round of work</source>
        <translation>Wann der Teil zuletzt einen Arbeitslauf abgeschlossen hat</translation>
    </message>
    <message>
        <source>Cycle p95</source>
        <translation>Lauf p95</translation>
    </message>
    <message>
        <source>95 of 100 rounds were shorter</source>
        <translation>95 von 100 Läufen waren kürzer</translation>
    </message>
    <message>
        <source>Failures</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Failed rounds in a row</source>
        <translation>Fehlgeschlagene Läufe in Folge</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Wartend</translation>
    </message>
    <message>
        <source>Work that waits for this part</source>
        <translation>Arbeit, die auf diesen Teil wartet</translation>
    </message>
</context>
<context>
    <name>nostrscope::SettingEditor</name>
    <message>
        <source>Browse…</source>
        <translation>Durchsuchen …</translation>
    </message>
    <message>
        <source>MaxMind files (*.mmdb)</source>
        <translation>MaxMind-Dateien (*.mmdb)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>nostrscope::SettingField</name>
    <message>
        <source>Default</source>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <source>Back to: %1</source>
        <translation>Zurück auf: %1</translation>
    </message>
    <message>
        <source>Default of %1</source>
        <translation>Vorgabe von %1</translation>
    </message>
    <message>
        <source>Allowed: %1</source>
        <translation>Erlaubt: %1</translation>
    </message>
    <message>
        <source>default: %1</source>
        <translation>Vorgabe: %1</translation>
    </message>
    <message>
        <source>counts %1</source>
        <comment>such as: counts at the next start</comment>
        <translation>gilt %1</translation>
    </message>
    <message>
        <source>Not applied yet</source>
        <translation>Noch nicht angewendet</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>This is no valid value: it must be %1.</source>
        <translation>Dieser Wert ist nicht gültig: nötig ist %1.</translation>
    </message>
</context>
<context>
    <name>nostrscope::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Find a setting</source>
        <translation>Einstellung suchen</translation>
    </message>
    <message>
        <source>Words of its title, what it does, or its key; Enter goes there</source>
        <translation>Wörter aus Titel, Erklärung oder Schlüssel; Eingabetaste springt dorthin</translation>
    </message>
    <message>
        <source>Pages of settings</source>
        <translation>Seiten der Einstellungen</translation>
    </message>
    <message>
        <source>Settings found</source>
        <translation>Gefundene Einstellungen</translation>
    </message>
    <message>
        <source>Page to &amp;default</source>
        <translation>Seite auf &amp;Vorgabe</translation>
    </message>
    <message>
        <source>&amp;OK</source>
        <translation>&amp;OK</translation>
    </message>
    <message>
        <source>&amp;Apply</source>
        <translation>An&amp;wenden</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>A&amp;bbrechen</translation>
    </message>
    <message>
        <source>All settings of this page; nothing counts before you apply it</source>
        <translation>Alle Einstellungen dieser Seite; nichts gilt vor dem Anwenden</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>keys keyboard commands</source>
        <translation>Tasten Tastatur Befehle</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>Erweitert</translation>
    </message>
    <message>
        <source>export import reset all file database folder</source>
        <translation>Export Import zurücksetzen alle Datei Datenbank Ordner</translation>
    </message>
    <message>
        <source>the whole page</source>
        <translation>die ganze Seite</translation>
    </message>
    <message>
        <source>No setting matches “%1”</source>
        <translation>Keine Einstellung passt zu „%1“</translation>
    </message>
    <message>
        <source>“%1” has no valid value. Nothing was applied.</source>
        <translation>„%1“ hat keinen gültigen Wert. Nichts wurde angewendet.</translation>
    </message>
    <message>
        <source>Counts at the next start: %1.</source>
        <translation>Gilt ab dem nächsten Start: %1.</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) not applied yet</source>
        <translation>
            <numerusform>%n Änderung noch nicht angewendet</numerusform>
            <numerusform>%n Änderungen noch nicht angewendet</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nostrscope::SettingsFilesPanel</name>
    <message>
        <source>Export settings…</source>
        <translation>Einstellungen exportieren …</translation>
    </message>
    <message>
        <source>Import settings…</source>
        <translation>Einstellungen importieren …</translation>
    </message>
    <message>
        <source>Reset all settings</source>
        <translation>Alle Einstellungen zurücksetzen</translation>
    </message>
    <message>
        <source>Writes what is not the default, and your keys, to a file</source>
        <translation>Schreibt in eine Datei, was nicht der Vorgabe entspricht, und die eigenen Tasten</translation>
    </message>
    <message>
        <source>Takes the settings of such a file; you see them before they count</source>
        <translation>Übernimmt die Einstellungen einer solchen Datei; sie werden angezeigt, bevor sie gelten</translation>
    </message>
    <message>
        <source>All pages and all keys; nothing counts before you apply it</source>
        <translation>Alle Seiten und alle Tasten; nichts gilt vor dem Anwenden</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>Datenbank</translation>
    </message>
    <message>
        <source>Set by the command line</source>
        <translation>Von der Befehlszeile gesetzt</translation>
    </message>
    <message>
        <source>Settings file</source>
        <translation>Einstellungsdatei</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Open the folder of: %1</source>
        <translation>Ordner öffnen von: %1</translation>
    </message>
    <message>
        <source>Export settings</source>
        <translation>Einstellungen exportieren</translation>
    </message>
    <message>
        <source>Settings (*.ini)</source>
        <translation>Einstellungen (*.ini)</translation>
    </message>
    <message>
        <source>Import settings</source>
        <translation>Einstellungen importieren</translation>
    </message>
    <message>
        <source>Settings (*.ini);;All files (*)</source>
        <translation>Einstellungen (*.ini);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>The settings in force were written to %1.</source>
        <translation>Die geltenden Einstellungen wurden in %1 geschrieben.</translation>
    </message>
    <message>
        <source>Open &amp;folder</source>
        <translation>&amp;Ordner öffnen</translation>
    </message>
    <message numerus="yes">
        <source>%n setting(s) read. Look at them, then apply or cancel.</source>
        <translation>
            <numerusform>%n Einstellung gelesen. Ansehen, dann anwenden oder abbrechen.</numerusform>
            <numerusform>%n Einstellungen gelesen. Ansehen, dann anwenden oder abbrechen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more problem(s)</source>
        <translation>
            <numerusform>%n weiteres Problem</numerusform>
            <numerusform>%n weitere Probleme</numerusform>
        </translation>
    </message>
    <message>
        <source>Everything has its default already.</source>
        <translation>Alles entspricht schon der Vorgabe.</translation>
    </message>
    <message>
        <source>Everything will have its default when you apply it.</source>
        <translation>Alles hat nach dem Anwenden seine Vorgabe.</translation>
    </message>
</context>
<context>
    <name>nostrscope::SettingsModel</name>
    <message>
        <source>Set by the environment (%1)</source>
        <translation>Von der Umgebung gesetzt (%1)</translation>
    </message>
    <message>
        <source>Set by the command line</source>
        <translation>Von der Befehlszeile gesetzt</translation>
    </message>
</context>
<context>
    <name>nostrscope::Sidebar</name>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>page and its key</comment>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>nostrscope::StartCard</name>
    <message>
        <source>&amp;Well-known public relays that come with Nostrscope</source>
        <translation>Be&amp;kannte öffentliche Relays, die Nostrscope mitbringt</translation>
    </message>
    <message>
        <source>My &amp;own list</source>
        <translation>&amp;Eigene Liste</translation>
    </message>
    <message>
        <source>&amp;Import a file…</source>
        <translation>Datei &amp;importieren …</translation>
    </message>
    <message>
        <source>&amp;Type addresses…</source>
        <translation>Adressen ein&amp;geben …</translation>
    </message>
    <message>
        <source>&amp;Start collecting</source>
        <translation>Sammeln &amp;starten</translation>
    </message>
    <message>
        <source>Watch the Nostr network</source>
        <translation>Das Nostr-Netzwerk beobachten</translation>
    </message>
    <message>
        <source>Choose relays and press Start. Nostrscope connects to nothing before that.</source>
        <translation>Relays wählen und „Sammeln starten“ drücken. Vorher baut Nostrscope keine Verbindung auf.</translation>
    </message>
    <message>
        <source>Explore &amp;demo data</source>
        <translation>&amp;Demodaten erkunden</translation>
    </message>
    <message>
        <source>Opens a second window on a simulated network on this machine</source>
        <translation>Öffnet ein zweites Fenster mit einem simulierten Netzwerk auf diesem Rechner</translation>
    </message>
    <message>
        <source>Your list is empty</source>
        <translation>Die eigene Liste ist leer</translation>
    </message>
    <message numerus="yes">
        <source>%n relay(s) in your list</source>
        <translation>
            <numerusform>%n Relay in der eigenen Liste</numerusform>
            <numerusform>%n Relays in der eigenen Liste</numerusform>
        </translation>
    </message>
    <message>
        <source>Import or type relays first</source>
        <translation>Zuerst Relays importieren oder eingeben</translation>
    </message>
</context>
<context>
    <name>nostrscope::StatusLine</name>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Open connections of those that are wanted</source>
        <translation>Offene Verbindungen von den gewünschten</translation>
    </message>
    <message>
        <source>New events stored, mean of the last 10 seconds</source>
        <translation>Neu gespeicherte Events, Mittelwert der letzten 10 Sekunden</translation>
    </message>
    <message>
        <source>Received and not stored yet</source>
        <translation>Empfangen und noch nicht gespeichert</translation>
    </message>
    <message>
        <source>Tasks that run; click for the list</source>
        <translation>Laufende Aufgaben; Klick zeigt die Liste</translation>
    </message>
    <message>
        <source>Size of the database, and free space on its disk</source>
        <translation>Größe der Datenbank und freier Platz auf ihrem Datenträger</translation>
    </message>
    <message>
        <source>Time in the zone of all times shown</source>
        <translation>Uhrzeit in der Zeitzone aller angezeigten Zeiten</translation>
    </message>
    <message>
        <source>Progress of the task</source>
        <translation>Fortschritt der Aufgabe</translation>
    </message>
    <message>
        <source>No relays yet</source>
        <translation>Noch keine Relays</translation>
    </message>
    <message numerus="yes">
        <source>Not collecting · %n relay(s) in the list</source>
        <translation>
            <numerusform>Sammelt nicht · %n Relay in der Liste</numerusform>
            <numerusform>Sammelt nicht · %n Relays in der Liste</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n relay(s) connected</source>
        <translation>
            <numerusform>%1 von %n Relay verbunden</numerusform>
            <numerusform>%1 von %n Relays verbunden</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 events/s</source>
        <translation>%1 Events/s</translation>
    </message>
    <message>
        <source>queue 0</source>
        <translation>Warteschlange 0</translation>
    </message>
    <message>
        <source>queue %1</source>
        <translation>Warteschlange %1</translation>
    </message>
    <message>
        <source>disk %1 used, %2 free</source>
        <translation>Speicher: %1 belegt, %2 frei</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>time and zone</comment>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>nostrscope::Sync</name>
    <message>
        <source>more events in one second than the relay sends</source>
        <translation>mehr Ereignisse in einer Sekunde, als das Relay sendet</translation>
    </message>
    <message>
        <source>the relay refused</source>
        <translation>das Relay verweigert es</translation>
    </message>
    <message>
        <source>no answer in time</source>
        <translation>keine rechtzeitige Antwort</translation>
    </message>
    <message>
        <source>events that are broken</source>
        <translation>kaputte Ereignisse</translation>
    </message>
    <message>
        <source>the connection ended</source>
        <translation>die Verbindung endete</translation>
    </message>
    <message>
        <source>events of another time than asked for</source>
        <translation>Ereignisse aus anderer Zeit als gefragt</translation>
    </message>
    <message>
        <source>events that are listed and not sent</source>
        <translation>Ereignisse, die genannt und nicht gesendet werden</translation>
    </message>
    <message>
        <source>it would take too many requests</source>
        <translation>es bräuchte zu viele Anfragen</translation>
    </message>
    <message>
        <source>not asked for yet</source>
        <translation>noch nicht gefragt</translation>
    </message>
    <message>
        <source>complete</source>
        <translation>vollständig</translation>
    </message>
    <message>
        <source>limited</source>
        <translation>begrenzt</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>Reading what is known</source>
        <translation>Liest, was bekannt ist</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Verbindet</translation>
    </message>
    <message>
        <source>Comparing ids</source>
        <translation>Vergleicht Ids</translation>
    </message>
    <message>
        <source>Fetching what is missing: %1 of %2 events</source>
        <translation>Holt, was fehlt: %1 von %2 Ereignissen</translation>
    </message>
    <message>
        <source>Reading pages</source>
        <translation>Liest Seiten</translation>
    </message>
    <message>
        <source>Storing</source>
        <translation>Speichert</translation>
    </message>
    <message>
        <source>Syncing</source>
        <translation>Gleicht ab</translation>
    </message>
    <message>
        <source>In the queue</source>
        <translation>In der Reihe</translation>
    </message>
    <message>
        <source>Complete</source>
        <translation>Vollständig</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pausiert</translation>
    </message>
    <message>
        <source>Limited</source>
        <translation>Begrenzt</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Gescheitert</translation>
    </message>
    <message>
        <source>low</source>
        <comment>priority</comment>
        <translation>niedrig</translation>
    </message>
    <message>
        <source>normal</source>
        <comment>priority</comment>
        <translation>normal</translation>
    </message>
    <message>
        <source>high</source>
        <comment>priority</comment>
        <translation>hoch</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>state of a part of a history, why</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>why, what the relay says</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Compared: %1 only here, %2 only there</source>
        <translation>Verglichen: %1 nur hier, %2 nur dort</translation>
    </message>
    <message>
        <source>%1, about %2 left</source>
        <translation>%1, noch etwa %2</translation>
    </message>
    <message>
        <source>Events: %1, requests: %2</source>
        <translation>Ereignisse: %1, Anfragen: %2</translation>
    </message>
    <message>
        <source>Sessions: %1 running, %2 waiting, %3 events/s</source>
        <translation>Sitzungen: %1 laufen, %2 warten, %3 Ereignisse/s</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>Keine Antwort</translation>
    </message>
    <message>
        <source>The archive is off: relays are asked only when you say so</source>
        <translation>Das Archiv ist aus: Relays werden nur gefragt, wenn Sie es sagen</translation>
    </message>
    <message>
        <source>Next cycle %1</source>
        <translation>Nächste Runde %1</translation>
    </message>
    <message>
        <source>The archive goes on when collecting is started</source>
        <translation>Das Archiv macht weiter, wenn das Sammeln gestartet wird</translation>
    </message>
    <message>
        <source>You are offline: the archive waits</source>
        <translation>Sie sind offline: Das Archiv wartet</translation>
    </message>
    <message>
        <source>The disk is nearly full: the archive waits until there is room</source>
        <translation>Die Platte ist fast voll: Das Archiv wartet, bis Platz ist</translation>
    </message>
    <message>
        <source>Sending what it lacks: %1 of %2 events</source>
        <translation>Senden, was fehlt: %1 von %2 Events</translation>
    </message>
    <message>
        <source>Sent: %1 accepted, %2 known there, %3 refused</source>
        <translation>Gesendet: %1 angenommen, %2 dort bekannt, %3 verweigert</translation>
    </message>
    <message>
        <source>Compared: %1 only here (may be sent: %2, %3), %4 only there</source>
        <translation>Verglichen: %1 nur hier (sendbar: %2, %3), %4 nur dort</translation>
    </message>
</context>
<context>
    <name>nostrscope::SyncRangeDialog</name>
    <message>
        <source>&amp;Compare only: fetch nothing, say how many events are missing</source>
        <translation>Nur &amp;vergleichen: nichts holen, sagen, wie viele Ereignisse fehlen</translation>
    </message>
    <message>
        <source>&amp;Also what is known to be complete</source>
        <translation>&amp;Auch was als vollständig bekannt ist</translation>
    </message>
    <message>
        <source>Sync a range</source>
        <translation>Zeitraum abgleichen</translation>
    </message>
    <message>
        <source>A date (2025-01-31), unix seconds or an age such as 30d; 0 is the beginning</source>
        <translation>Ein Datum (2025-01-31), Unix-Sekunden oder ein Alter wie 30d; 0 ist der Anfang</translation>
    </message>
    <message>
        <source>Compare ids, pages where that is refused</source>
        <translation>Ids vergleichen, Seiten, wo das verweigert wird</translation>
    </message>
    <message>
        <source>Compare ids only (NIP-77)</source>
        <translation>Nur Ids vergleichen (NIP-77)</translation>
    </message>
    <message>
        <source>Pages by time</source>
        <translation>Seiten nach der Zeit</translation>
    </message>
    <message>
        <source>&amp;From:</source>
        <translation>&amp;Von:</translation>
    </message>
    <message>
        <source>&amp;To:</source>
        <translation>&amp;Bis:</translation>
    </message>
    <message>
        <source>F&amp;ilter (NIP-01):</source>
        <translation>F&amp;ilter (NIP-01):</translation>
    </message>
    <message>
        <source>&amp;Method:</source>
        <translation>&amp;Verfahren:</translation>
    </message>
    <message>
        <source>&amp;Sync</source>
        <translation>Ab&amp;gleichen</translation>
    </message>
    <message numerus="yes">
        <source>Of %n relay(s):</source>
        <translation>
            <numerusform>Von %n Relay:</numerusform>
            <numerusform>Von %n Relays:</numerusform>
        </translation>
    </message>
    <message>
        <source>“%1” is no time: a date (2025-01-31), unix seconds or an age such as 30d.</source>
        <translation>„%1“ ist keine Zeit: ein Datum (2025-01-31), Unix-Sekunden oder ein Alter wie 30d.</translation>
    </message>
    <message>
        <source>The range ends before it begins.</source>
        <translation>Der Zeitraum endet, bevor er beginnt.</translation>
    </message>
    <message>
        <source>The filter cannot be used: %1</source>
        <translation>Der Filter ist nicht brauchbar: %1</translation>
    </message>
    <message>
        <source>The filter must not have “since”, “until” or “limit”: the range is above.</source>
        <translation>Der Filter darf „since“, „until“ oder „limit“ nicht haben: Der Zeitraum steht oben.</translation>
    </message>
    <message>
        <source>Ids are compared by kinds and authors only, not by tags or search.</source>
        <translation>Ids werden nur nach Arten und Autoren verglichen, nicht nach Tags oder Suche.</translation>
    </message>
    <message>
        <source>Pages cannot be compared: choose a method that compares ids.</source>
        <translation>Seiten lassen sich nicht vergleichen: ein Verfahren wählen, das Ids vergleicht.</translation>
    </message>
    <message>
        <source>&amp;Send stored events to these relays, where others can read them</source>
        <translation>Gespeicherte Ereignisse an diese Relays &amp;senden, wo andere sie lesen können</translation>
    </message>
    <message>
        <source>Fetch what is missing here</source>
        <translation>Holen, was hier fehlt</translation>
    </message>
    <message>
        <source>Send what the relay lacks</source>
        <translation>Senden, was dem Relay fehlt</translation>
    </message>
    <message>
        <source>Both</source>
        <translation>Beides</translation>
    </message>
    <message>
        <source>&amp;Direction:</source>
        <translation>&amp;Richtung:</translation>
    </message>
    <message>
        <source>Compare first to see how many events would be sent; then agree to it below.</source>
        <translation>Erst vergleichen, um zu sehen, wie viele Ereignisse gesendet würden; dann unten zustimmen.</translation>
    </message>
</context>
<context>
    <name>nostrscope::SyncTableModel</name>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>What the archive does with the relay; those that work come first</source>
        <translation>Was das Archiv mit dem Relay tut; die arbeitenden zuerst</translation>
    </message>
    <message>
        <source>Relay</source>
        <translation>Relay</translation>
    </message>
    <message>
        <source>Address of the relay</source>
        <translation>Adresse des Relays</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Priorität</translation>
    </message>
    <message>
        <source>Coverage</source>
        <translation>Abdeckung</translation>
    </message>
    <message>
        <source>Part of the time of the archive whose events are all here</source>
        <translation>Teil der Zeit des Archivs, dessen Ereignisse alle hier sind</translation>
    </message>
    <message>
        <source>Complete back to</source>
        <translation>Vollständig bis</translation>
    </message>
    <message>
        <source>Without a gap, from the newest second that was asked for</source>
        <translation>Ohne Lücke, von der neuesten gefragten Sekunde an</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Empfangen</translation>
    </message>
    <message>
        <source>Events, since the program was started</source>
        <translation>Ereignisse seit dem Start des Programms</translation>
    </message>
    <message>
        <source>Events/s</source>
        <translation>Ereignisse/s</translation>
    </message>
    <message>
        <source>Mean of the last ten seconds</source>
        <translation>Mittel der letzten zehn Sekunden</translation>
    </message>
    <message>
        <source>Traffic</source>
        <translation>Verkehr</translation>
    </message>
    <message>
        <source>Bytes both ways, since the program was started</source>
        <translation>Bytes in beide Richtungen seit dem Start des Programms</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>Noch</translation>
    </message>
    <message>
        <source>At the pace of the session so far: about</source>
        <translation>Beim bisherigen Tempo der Sitzung: etwa</translation>
    </message>
    <message>
        <source>Last result</source>
        <translation>Letztes Ergebnis</translation>
    </message>
    <message>
        <source>What is done now, or what came of it last</source>
        <translation>Was jetzt getan wird, oder was zuletzt herauskam</translation>
    </message>
    <message>
        <source>high, by file</source>
        <translation>hoch, laut Datei</translation>
    </message>
    <message>
        <source>the beginning</source>
        <translation>zum Anfang</translation>
    </message>
    <message>
        <source>%1 each second now</source>
        <translation>%1 in jeder Sekunde jetzt</translation>
    </message>
    <message>
        <source>High ones come first and have a quarter of the places for themselves. Drag rows onto one of another priority, or press Alt+↑ and Alt+↓, to change it</source>
        <translation>Hohe kommen zuerst und haben ein Viertel der Plätze für sich. Zum Ändern Zeilen auf eine anderer Priorität ziehen oder Alt+↑ und Alt+↓ drücken</translation>
    </message>
</context>
<context>
    <name>nostrscope::TableActions</name>
    <message>
        <source>Copy &amp;cell</source>
        <translation>&amp;Zelle kopieren</translation>
    </message>
    <message>
        <source>Copy &amp;as</source>
        <translation>Kopieren &amp;als</translation>
    </message>
    <message>
        <source>&amp;CSV</source>
        <translation>&amp;CSV</translation>
    </message>
    <message>
        <source>&amp;JSON</source>
        <translation>&amp;JSON</translation>
    </message>
    <message>
        <source>JSON &amp;lines</source>
        <translation>JSON &amp;Lines</translation>
    </message>
    <message>
        <source>&amp;Markdown</source>
        <translation>&amp;Markdown</translation>
    </message>
    <message>
        <source>&amp;Exclude this</source>
        <translation>Dies aus&amp;schließen</translation>
    </message>
    <message>
        <source>&amp;Filter by this</source>
        <translation>Danach &amp;filtern</translation>
    </message>
</context>
<context>
    <name>nostrscope::TableExportJob</name>
    <message>
        <source>The table is gone.</source>
        <translation>Die Tabelle gibt es nicht mehr.</translation>
    </message>
</context>
<context>
    <name>nostrscope::TableView</name>
    <message>
        <source>Sort &amp;ascending</source>
        <translation>&amp;Aufsteigend sortieren</translation>
    </message>
    <message>
        <source>Sort &amp;descending</source>
        <translation>Ab&amp;steigend sortieren</translation>
    </message>
    <message>
        <source>&amp;Hide this column</source>
        <translation>Spalte aus&amp;blenden</translation>
    </message>
    <message>
        <source>&amp;Fit this column</source>
        <translation>S&amp;palte anpassen</translation>
    </message>
    <message>
        <source>&amp;Columns…</source>
        <translation>Spal&amp;ten …</translation>
    </message>
    <message>
        <source>Fit a&amp;ll columns</source>
        <translation>A&amp;lle Spalten anpassen</translation>
    </message>
    <message>
        <source>&amp;Reset columns</source>
        <translation>Spalten &amp;zurücksetzen</translation>
    </message>
    <message>
        <source>Col&amp;umn…</source>
        <translation>&amp;Spalte …</translation>
    </message>
</context>
<context>
    <name>nostrscope::TaskPopup</name>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Cancelling…</source>
        <translation>Wird abgebrochen …</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>about %1 left</source>
        <translation>noch etwa %1</translation>
    </message>
    <message>
        <source>Nothing is running.</source>
        <translation>Es läuft nichts.</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>Aufgaben</translation>
    </message>
</context>
<context>
    <name>nostrscope::TaskReports</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1: done.</source>
        <translation>%1: fertig.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>name of a task: what came of it</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Open &amp;folder</source>
        <translation>&amp;Ordner öffnen</translation>
    </message>
    <message>
        <source>Show &amp;details</source>
        <translation>&amp;Einzelheiten zeigen</translation>
    </message>
    <message>
        <source>&amp;Open in a new window</source>
        <translation>In neuem Fenster ö&amp;ffnen</translation>
    </message>
</context>
<context>
    <name>nostrscope::TaskRow</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 events</source>
        <comment>done of total</comment>
        <translation>%1 Events</translation>
    </message>
    <message>
        <source>step %1</source>
        <comment>done of total</comment>
        <translation>Schritt %1</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Beenden</translation>
    </message>
</context>
<context>
    <name>nostrscope::TaskWords</name>
    <message numerus="yes">
        <source>%1 event(s)</source>
        <translation>
            <numerusform>%1 Event</numerusform>
            <numerusform>%1 Events</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 stored</source>
        <translation>%1 gespeichert</translation>
    </message>
    <message>
        <source>%1 duplicate</source>
        <translation>%1 doppelt</translation>
    </message>
    <message>
        <source>0 invalid</source>
        <translation>0 ungültig</translation>
    </message>
    <message>
        <source>%1 invalid (%2)</source>
        <translation>%1 ungültig (%2)</translation>
    </message>
    <message>
        <source>%1 ephemeral</source>
        <translation>%1 flüchtig</translation>
    </message>
    <message>
        <source>%1 older than retention keeps</source>
        <translation>%1 älter als die Aufbewahrung</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1 left out: retention removed their content</source>
        <translation>%1 ausgelassen: ihr Inhalt wurde durch die Aufbewahrung entfernt</translation>
    </message>
    <message>
        <source>%1 deleted, about %2</source>
        <translation>%1 gelöscht, etwa %2</translation>
    </message>
    <message>
        <source>content of %1 removed, %2</source>
        <translation>Inhalt von %1 entfernt, %2</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) with copies written before</source>
        <translation>
            <numerusform>%n Datei mit Kopien zuvor geschrieben</numerusform>
            <numerusform>%n Dateien mit Kopien zuvor geschrieben</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 are left for the next run</source>
        <translation>%1 bleiben für den nächsten Lauf</translation>
    </message>
    <message>
        <source>nothing could be made smaller</source>
        <translation>nichts ließ sich verkleinern</translation>
    </message>
    <message>
        <source>%1 smaller: %2 before, %3 now. New events use the space.</source>
        <translation>%1 kleiner: vorher %2, jetzt %3. Neue Events nutzen den Platz.</translation>
    </message>
    <message>
        <source>the database is whole</source>
        <translation>die Datenbank ist unbeschädigt</translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s) found. Make a backup, then run “nostrscope-cli rebuild”; or export what can be read and import it anew.</source>
        <translation>
            <numerusform>%n Problem gefunden. Eine Sicherung anlegen, dann „nostrscope-cli rebuild“ ausführen; oder Lesbares exportieren und neu importieren.</numerusform>
            <numerusform>%n Probleme gefunden. Eine Sicherung anlegen, dann „nostrscope-cli rebuild“ ausführen; oder Lesbares exportieren und neu importieren.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 good, %2 bad</source>
        <translation>%1 gut, %2 schlecht</translation>
    </message>
    <message>
        <source>%1 without content</source>
        <translation>%1 ohne Inhalt</translation>
    </message>
    <message>
        <source>%1 before, %2 now</source>
        <translation>vorher %1, jetzt %2</translation>
    </message>
    <message>
        <source>What was read is stored.</source>
        <translation>Das Gelesene ist gespeichert.</translation>
    </message>
    <message>
        <source>No file was written.</source>
        <translation>Es wurde keine Datei geschrieben.</translation>
    </message>
    <message>
        <source>Nothing was deleted.</source>
        <translation>Es wurde nichts gelöscht.</translation>
    </message>
    <message>
        <source>What is smaller stays so; the next run goes on.</source>
        <translation>Das Verkleinerte bleibt; der nächste Lauf macht weiter.</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>Notes and articles</source>
        <translation>Notizen und Artikel</translation>
    </message>
    <message>
        <source>Reactions and reposts</source>
        <translation>Reaktionen und Reposts</translation>
    </message>
    <message>
        <source>Profiles and follows</source>
        <translation>Profile und Follow-Listen</translation>
    </message>
    <message>
        <source>Data vending machines</source>
        <translation>Data Vending Machines</translation>
    </message>
    <message>
        <source>Zaps</source>
        <translation>Zaps</translation>
    </message>
    <message>
        <source>Videos</source>
        <translation>Videos</translation>
    </message>
    <message>
        <source>Relay lists and reports</source>
        <translation>Relaylisten und -berichte</translation>
    </message>
    <message>
        <source>All other kinds</source>
        <translation>Alle anderen Kinds</translation>
    </message>
    <message>
        <source>Kinds that are in no other group</source>
        <translation>Kinds, die in keiner anderen Gruppe sind</translation>
    </message>
    <message>
        <source>Kinds %1</source>
        <translation>Kinds %1</translation>
    </message>
    <message>
        <source>no event</source>
        <translation>kein Event</translation>
    </message>
    <message>
        <source>too large</source>
        <translation>zu groß</translation>
    </message>
    <message>
        <source>wrong id</source>
        <translation>falsche ID</translation>
    </message>
    <message>
        <source>wrong public key</source>
        <translation>falscher öffentlicher Schlüssel</translation>
    </message>
    <message>
        <source>wrong signature</source>
        <translation>falsche Signatur</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>reason: count</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Import of %1</source>
        <translation>Import von %1</translation>
    </message>
    <message>
        <source>Export to %1</source>
        <translation>Export nach %1</translation>
    </message>
    <message>
        <source>Retention</source>
        <translation>Aufbewahrung</translation>
    </message>
    <message>
        <source>Compression</source>
        <translation>Komprimierung</translation>
    </message>
    <message>
        <source>Backup to %1</source>
        <translation>Sicherung nach %1</translation>
    </message>
    <message>
        <source>Check of the database</source>
        <translation>Prüfung der Datenbank</translation>
    </message>
    <message>
        <source>Verification of signatures</source>
        <translation>Prüfung der Signaturen</translation>
    </message>
    <message>
        <source>Vacuum</source>
        <translation>Verdichten</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>%1, line %2: %3</source>
        <translation>%1, Zeile %2: %3</translation>
    </message>
    <message>
        <source>and %1 more, in the quarantine of the database</source>
        <translation>und %1 weitere, in der Quarantäne der Datenbank</translation>
    </message>
    <message>
        <source>event %1: %2</source>
        <translation>Event %1: %2</translation>
    </message>
    <message>
        <source>Would delete nothing</source>
        <translation>Würde nichts löschen</translation>
    </message>
    <message>
        <source>Would delete %1, about %2</source>
        <translation>Würde %1 löschen, etwa %2</translation>
    </message>
    <message>
        <source>would remove the content of %1, %2</source>
        <translation>würde den Inhalt von %1 entfernen, %2</translation>
    </message>
    <message>
        <source>oldest kept %1</source>
        <translation>ältestes bleibendes %1</translation>
    </message>
    <message>
        <source>no event stays</source>
        <translation>kein Event bleibt</translation>
    </message>
    <message>
        <source>%1 and %2, %3 in %4</source>
        <comment>frames, other messages, bytes, time</comment>
        <translation>%1 und %2, %3 in %4</translation>
    </message>
    <message numerus="yes">
        <source>%1 other message(s)</source>
        <translation>
            <numerusform>%1 andere Meldung</numerusform>
            <numerusform>%1 andere Meldungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n relay(s) over %2</source>
        <comment>frames, relays, time</comment>
        <translation>
            <numerusform>%1 von %n Relay über %2</numerusform>
            <numerusform>%1 von %n Relays über %2</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing of it was kept</source>
        <translation>Nichts davon wurde behalten</translation>
    </message>
    <message>
        <source>The database is %1</source>
        <translation>Die Datenbank ist %1</translation>
    </message>
    <message numerus="yes">
        <source>%1 frame(s)</source>
        <translation>
            <numerusform>%1 Frame</numerusform>
            <numerusform>%1 Frames</numerusform>
        </translation>
    </message>
    <message>
        <source>Recording to %1</source>
        <translation>Aufzeichnung nach %1</translation>
    </message>
    <message>
        <source>Replay of %1</source>
        <translation>Wiedergabe von %1</translation>
    </message>
</context>
<context>
    <name>nostrscope::TextDialog</name>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
</context>
<context>
    <name>nostrscope::TimeChart</name>
    <message>
        <source>Other</source>
        <translation>Übrige</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1 per %2 · %3</source>
        <comment>unit, bucket width, time zone</comment>
        <translation>%1 pro %2 · %3</translation>
    </message>
    <message>
        <source>share of %1 per %2 · %3</source>
        <comment>unit, bucket width, time zone</comment>
        <translation>Anteil der %1 pro %2 · %3</translation>
    </message>
    <message>
        <source>%1 added up, steps of %2 · %3</source>
        <comment>unit, bucket width, time zone</comment>
        <translation>%1 aufsummiert, Schritte von %2 · %3</translation>
    </message>
    <message>
        <source>%1 · logarithmic scale</source>
        <translation>%1 · logarithmische Skala</translation>
    </message>
    <message>
        <source>value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>share</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>last</source>
        <translation>zuletzt</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>max</source>
        <translation>max.</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>number and unit</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1 for %2: no data</source>
        <comment>time, bucket width</comment>
        <translation>%1 für %2: keine Daten</translation>
    </message>
    <message>
        <source>%1 for %2</source>
        <comment>time, bucket width</comment>
        <translation>%1 für %2</translation>
    </message>
    <message>
        <source>%1 for %2: %3</source>
        <comment>time, bucket width, value</comment>
        <translation>%1 für %2: %3</translation>
    </message>
    <message>
        <source>not complete: until %1</source>
        <translation>unvollständig: bis %1</translation>
    </message>
    <message>
        <source>outage</source>
        <translation>Ausfall</translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <comment>what happened, time</comment>
        <translation>%1 um %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>series and value</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1: %2 (%3)</source>
        <comment>series, value, share</comment>
        <translation>%1: %2 (%3)</translation>
    </message>
    <message>
        <source>period before: %1</source>
        <translation>Zeitraum davor: %1</translation>
    </message>
    <message>
        <source>period before</source>
        <translation>Zeitraum davor</translation>
    </message>
    <message>
        <source>%1: no data in this range</source>
        <translation>%1: keine Daten in diesem Zeitraum</translation>
    </message>
    <message>
        <source>%1: %2 last %3; most at %4 (%5)</source>
        <translation>%1: %2 zuletzt %3; am meisten um %4 (%5)</translation>
    </message>
    <message>
        <source>%1: %2 %3 in all, most at %4 (%5 per %6)</source>
        <translation>%1: insgesamt %2 %3, am meisten um %4 (%5 pro %6)</translation>
    </message>
    <message>
        <source>Time (%1)</source>
        <translation>Zeit (%1)</translation>
    </message>
    <message>
        <source>Sum</source>
        <translation>Summe</translation>
    </message>
    <message>
        <source>Period before</source>
        <translation>Zeitraum davor</translation>
    </message>
    <message>
        <source>&amp;Bars</source>
        <translation>&amp;Balken</translation>
    </message>
    <message>
        <source>&amp;Lines</source>
        <translation>&amp;Linien</translation>
    </message>
    <message>
        <source>Stacked &amp;areas</source>
        <translation>&amp;Gestapelte Flächen</translation>
    </message>
    <message>
        <source>Share of the &amp;whole</source>
        <translation>A&amp;nteil am Ganzen</translation>
    </message>
    <message>
        <source>&amp;Cumulative</source>
        <translation>A&amp;ufsummiert</translation>
    </message>
    <message>
        <source>Li&amp;near scale</source>
        <translation>Linea&amp;re Skala</translation>
    </message>
    <message>
        <source>Lo&amp;garithmic scale</source>
        <translation>L&amp;ogarithmische Skala</translation>
    </message>
    <message>
        <source>&amp;Series</source>
        <translation>Reihen (&amp;S)</translation>
    </message>
    <message>
        <source>Show only the mar&amp;ked range</source>
        <translation>Nur den mar&amp;kierten Bereich zeigen</translation>
    </message>
    <message>
        <source>%1: %2 to %3</source>
        <comment>series, edges of its band</comment>
        <translation>%1: %2 bis %3</translation>
    </message>
    <message>
        <source>; %1 for %2: %3</source>
        <comment>forecast, time, value</comment>
        <translation>; %1 für %2: %3</translation>
    </message>
    <message>
        <source>%1: at least</source>
        <comment>series</comment>
        <translation>%1: mindestens</translation>
    </message>
    <message>
        <source>%1: at most</source>
        <comment>series</comment>
        <translation>%1: höchstens</translation>
    </message>
</context>
<context>
    <name>nostrscope::TimeRangeBar</name>
    <message>
        <source>Earlier</source>
        <translation>Früher</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>Time range: %1</source>
        <translation>Zeitraum: %1</translation>
    </message>
    <message>
        <source>Time zone: %1</source>
        <translation>Zeitzone: %1</translation>
    </message>
    <message>
        <source>Times are in UTC; click for local time</source>
        <translation>Zeiten in UTC; Klick wechselt zur Ortszeit</translation>
    </message>
    <message>
        <source>Times are in %1; click for UTC</source>
        <translation>Zeiten in %1; Klick wechselt zu UTC</translation>
    </message>
    <message>
        <source>&amp;Custom…</source>
        <translation>&amp;Eigener …</translation>
    </message>
    <message>
        <source>&amp;Earlier</source>
        <translation>&amp;Früher</translation>
    </message>
    <message>
        <source>&amp;Later</source>
        <translation>&amp;Später</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>Ver&amp;kleinern</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>Ver&amp;größern</translation>
    </message>
    <message>
        <source>&amp;Remove from this menu</source>
        <translation>Aus diesem Menü &amp;entfernen</translation>
    </message>
    <message>
        <source>Time range</source>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <source>Custom</source>
        <translation>Eigener</translation>
    </message>
    <message>
        <source>%1
Time range of all figures, by the date of the events</source>
        <translation>%1
Zeitraum aller Zahlen, nach dem Datum der Events</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>what a button does, its key</comment>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>nostrscope::TrayIcon</name>
    <message>
        <source>Nostrscope: %1</source>
        <translation>Nostrscope: %1</translation>
    </message>
    <message>
        <source>Nostrscope: muted until %1</source>
        <translation>Nostrscope: stumm bis %1</translation>
    </message>
</context>
<context>
    <name>nostrscope::ViewBar</name>
    <message>
        <source>Views</source>
        <translation>Ansichten</translation>
    </message>
    <message>
        <source>Save this view, hide or delete others</source>
        <translation>Diese Ansicht speichern, andere ausblenden oder löschen</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>view and its count</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Save view</source>
        <translation>Ansicht speichern</translation>
    </message>
    <message>
        <source>Filter, order and columns are kept under this name:</source>
        <translation>Filter, Sortierung und Spalten werden unter diesem Namen gespeichert:</translation>
    </message>
    <message>
        <source>&amp;Save this view…</source>
        <translation>Diese Ansicht &amp;speichern …</translation>
    </message>
    <message>
        <source>&amp;Delete a view</source>
        <translation>Eine Ansicht &amp;löschen</translation>
    </message>
    <message>
        <source>Shown</source>
        <translation>Angezeigt</translation>
    </message>
</context>
<context>
    <name>nostrscope::Words</name>
    <message>
        <source>Built-in list</source>
        <translation>Mitgelieferte Liste</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>Importiert</translation>
    </message>
    <message>
        <source>Typed</source>
        <translation>Eingegeben</translation>
    </message>
    <message>
        <source>Discovered</source>
        <translation>Entdeckt</translation>
    </message>
    <message>
        <source>Online</source>
        <translation>Online</translation>
    </message>
    <message>
        <source>Degraded</source>
        <translation>Eingeschränkt</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Ausgefallen</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pausiert</translation>
    </message>
    <message>
        <source>Checking</source>
        <translation>Wird geprüft</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Nicht verbunden</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Verbindet</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Verbunden</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgewiesen</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Startet</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Collector</source>
        <translation>Sammler</translation>
    </message>
    <message>
        <source>Ingest</source>
        <translation>Annahme</translation>
    </message>
    <message>
        <source>Store</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Analytics</source>
        <translation>Auswertung</translation>
    </message>
    <message>
        <source>Host name not found</source>
        <translation>Rechnername nicht gefunden</translation>
    </message>
    <message>
        <source>Connection refused</source>
        <translation>Verbindung abgelehnt</translation>
    </message>
    <message>
        <source>No answer in time</source>
        <translation>Keine rechtzeitige Antwort</translation>
    </message>
    <message>
        <source>TLS failed</source>
        <translation>TLS fehlgeschlagen</translation>
    </message>
    <message>
        <source>Refused by HTTP</source>
        <translation>Per HTTP abgewiesen</translation>
    </message>
    <message>
        <source>Not a WebSocket server</source>
        <translation>Kein WebSocket-Server</translation>
    </message>
    <message>
        <source>Closed by the relay</source>
        <translation>Vom Relay geschlossen</translation>
    </message>
    <message>
        <source>Message too large</source>
        <translation>Nachricht zu groß</translation>
    </message>
    <message>
        <source>Broken protocol</source>
        <translation>Protokoll verletzt</translation>
    </message>
    <message>
        <source>Needs a SOCKS proxy</source>
        <translation>Braucht einen SOCKS-Proxy</translation>
    </message>
    <message>
        <source>Own network is down</source>
        <translation>Eigenes Netz ausgefallen</translation>
    </message>
    <message>
        <source>Debug</source>
        <translation>Debug</translation>
    </message>
    <message>
        <source>Info</source>
        <translation>Info</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Last hour</source>
        <translation>Letzte Stunde</translation>
    </message>
    <message>
        <source>Last 6 hours</source>
        <translation>Letzte 6 Stunden</translation>
    </message>
    <message>
        <source>Last 24 hours</source>
        <translation>Letzte 24 Stunden</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Letzte 7 Tage</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>Letzte 30 Tage</translation>
    </message>
    <message>
        <source>Last 90 days</source>
        <translation>Letzte 90 Tage</translation>
    </message>
    <message>
        <source>All time</source>
        <translation>Gesamte Zeit</translation>
    </message>
    <message>
        <source>Twice in this list</source>
        <translation>Doppelt in dieser Liste</translation>
    </message>
    <message>
        <source>In your list already</source>
        <translation>Schon in der eigenen Liste</translation>
    </message>
    <message>
        <source>Nothing here</source>
        <translation>Hier steht nichts</translation>
    </message>
    <message>
        <source>Longer than any relay address</source>
        <translation>Länger als jede Relay-Adresse</translation>
    </message>
    <message>
        <source>Contains a control character</source>
        <translation>Enthält ein Steuerzeichen</translation>
    </message>
    <message>
        <source>Does not begin with wss:// or ws://</source>
        <translation>Beginnt nicht mit wss:// oder ws://</translation>
    </message>
    <message>
        <source>Has no host name</source>
        <translation>Hat keinen Rechnernamen</translation>
    </message>
    <message>
        <source>The host name is not valid</source>
        <translation>Der Rechnername ist ungültig</translation>
    </message>
    <message>
        <source>The port is not valid (1 to 65535)</source>
        <translation>Der Port ist ungültig (1 bis 65535)</translation>
    </message>
    <message>
        <source>A private or reserved address</source>
        <translation>Eine private oder reservierte Adresse</translation>
    </message>
    <message>
        <source>%1 · unknown (%2)</source>
        <comment>kind number; what its range says</comment>
        <translation>%1 · unbekannt (%2)</translation>
    </message>
    <message>
        <source>as many as before</source>
        <translation>so viele wie zuvor</translation>
    </message>
    <message>
        <source>none before</source>
        <translation>zuvor keine</translation>
    </message>
    <message>
        <source>%1, more than before</source>
        <translation>%1, mehr als zuvor</translation>
    </message>
    <message>
        <source>%1, less than before</source>
        <translation>%1, weniger als zuvor</translation>
    </message>
    <message>
        <source>Monitor</source>
        <translation>Monitor</translation>
    </message>
</context>
<context>
    <name>nostrscope::main</name>
    <message>
        <source>A Nostrscope that does not answer has this database. End it, or use --profile or --db.
</source>
        <translation>Ein Nostrscope, das nicht antwortet, benutzt diese Datenbank. Dieses beenden oder --profile bzw. --db verwenden.
</translation>
    </message>
</context>
<context>
    <name>nostrscope::settings</name>
    <message>
        <source>The setting %1 is %2, not “%3”.</source>
        <translation>Die Einstellung %1 ist %2, nicht „%3“.</translation>
    </message>
    <message>
        <source>As it was left</source>
        <translation>Wie zuletzt</translation>
    </message>
    <message>
        <source>Wait for Start</source>
        <translation>Auf Start warten</translation>
    </message>
    <message>
        <source>The last one</source>
        <translation>Die letzte</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Hoher Kontrast</translation>
    </message>
    <message>
        <source>Compact</source>
        <translation>Kompakt</translation>
    </message>
    <message>
        <source>Comfortable</source>
        <translation>Geräumig</translation>
    </message>
    <message>
        <source>24 hours (18:30)</source>
        <translation>24 Stunden (18:30)</translation>
    </message>
    <message>
        <source>12 hours (6:30 PM)</source>
        <translation>12 Stunden (6:30 PM)</translation>
    </message>
    <message>
        <source>IEC: KiB, MiB by 1,024</source>
        <translation>IEC: KiB, MiB zu 1.024</translation>
    </message>
    <message>
        <source>SI: kB, MB by 1,000</source>
        <translation>SI: kB, MB zu 1.000</translation>
    </message>
    <message>
        <source>As an age (3 min ago)</source>
        <translation>Als Alter (vor 3 Min.)</translation>
    </message>
    <message>
        <source>As a date (2025-11-20 18:30)</source>
        <translation>Als Datum (2025-11-20 18:30)</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Information</source>
        <translation>Hinweise</translation>
    </message>
    <message>
        <source>Warnings and errors</source>
        <translation>Warnungen und Fehler</translation>
    </message>
    <message>
        <source>days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>for ever</source>
        <translation>für immer</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keiner</translation>
    </message>
    <message>
        <source>Collecting at the start</source>
        <translation>Sammeln beim Start</translation>
    </message>
    <message>
        <source>Whether relays are connected when the program starts; nothing connects before the first Start.</source>
        <translation>Ob beim Programmstart Relays verbunden werden; vor dem ersten Start verbindet sich nichts.</translation>
    </message>
    <message>
        <source>First page</source>
        <translation>Erste Seite</translation>
    </message>
    <message>
        <source>The page that is open when the program starts.</source>
        <translation>Die Seite, die beim Programmstart offen ist.</translation>
    </message>
    <message>
        <source>Closing the window hides it in the tray</source>
        <translation>Schließen verbirgt das Fenster im Infobereich</translation>
    </message>
    <message>
        <source>Collecting goes on; Quit in the menu of the tray ends the program. Only where the desktop has a tray.</source>
        <translation>Das Sammeln geht weiter; Beenden im Menü des Infobereichs beendet das Programm. Nur wo der Desktop einen Infobereich hat.</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Light, dark or high contrast. As the system: follows the desktop, also while the program runs.</source>
        <translation>Hell, dunkel oder hoher Kontrast. Wie das System: folgt dem Desktop, auch während das Programm läuft.</translation>
    </message>
    <message>
        <source>Size of text</source>
        <translation>Textgröße</translation>
    </message>
    <message>
        <source>Share of the size that the desktop asks for; also Ctrl++ and Ctrl+−.</source>
        <translation>Anteil an der Größe, die der Desktop vorgibt; auch mit Strg++ und Strg+−.</translation>
    </message>
    <message>
        <source>%</source>
        <translation>%</translation>
    </message>
    <message>
        <source>Rows of tables</source>
        <translation>Zeilen der Tabellen</translation>
    </message>
    <message>
        <source>Compact shows more rows; comfortable ones are easier to hit and to read.</source>
        <translation>Kompakt zeigt mehr Zeilen; geräumige sind leichter zu treffen und zu lesen.</translation>
    </message>
    <message>
        <source>Lists may hold private addresses</source>
        <translation>Listen dürfen private Adressen enthalten</translation>
    </message>
    <message>
        <source>Relays in your own network (10.x, 192.168.x, localhost …) are taken from lists too; typed by hand they always are.</source>
        <translation>Relays im eigenen Netz (10.x, 192.168.x, localhost …) werden auch aus Listen übernommen; von Hand eingegebene immer.</translation>
    </message>
    <message>
        <source>Proxy for .onion</source>
        <translation>Proxy für .onion</translation>
    </message>
    <message>
        <source>SOCKS 5 proxy of Tor, usually 127.0.0.1:9050; without it .onion relays are not reached.</source>
        <translation>SOCKS-5-Proxy von Tor, meist 127.0.0.1:9050; ohne ihn sind .onion-Relays nicht erreichbar.</translation>
    </message>
    <message>
        <source>Proxy for .i2p</source>
        <translation>Proxy für .i2p</translation>
    </message>
    <message>
        <source>SOCKS 5 proxy of I2P, usually 127.0.0.1:4447; without it .i2p relays are not reached.</source>
        <translation>SOCKS-5-Proxy von I2P, meist 127.0.0.1:4447; ohne ihn sind .i2p-Relays nicht erreichbar.</translation>
    </message>
    <message>
        <source>Proxy for .loki</source>
        <translation>Proxy für .loki</translation>
    </message>
    <message>
        <source>SOCKS 5 proxy of Lokinet; without it .loki relays are not reached.</source>
        <translation>SOCKS-5-Proxy von Lokinet; ohne ihn sind .loki-Relays nicht erreichbar.</translation>
    </message>
    <message>
        <source>Relays connected at once</source>
        <translation>Gleichzeitig verbundene Relays</translation>
    </message>
    <message>
        <source>More relays of the list than this wait for their turn.</source>
        <translation>Was darüber hinausgeht, wartet, bis es an der Reihe ist.</translation>
    </message>
    <message>
        <source>relays</source>
        <translation>Relays</translation>
    </message>
    <message>
        <source>Connections opened at once</source>
        <translation>Gleichzeitig geöffnete Verbindungen</translation>
    </message>
    <message>
        <source>A small number is kinder to home routers; a large one connects sooner.</source>
        <translation>Eine kleine Zahl schont Heimrouter; eine große verbindet früher.</translation>
    </message>
    <message>
        <source>connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>Patience for a connection</source>
        <translation>Geduld beim Verbinden</translation>
    </message>
    <message>
        <source>After this the attempt counts as failed and is repeated later; .onion, .i2p and .loki always have 30 s or more.</source>
        <translation>Danach gilt der Versuch als gescheitert und wird später wiederholt; .onion, .i2p und .loki haben immer 30 s oder mehr.</translation>
    </message>
    <message>
        <source>s</source>
        <translation>s</translation>
    </message>
    <message>
        <source>Patience for history</source>
        <translation>Geduld beim Verlauf</translation>
    </message>
    <message>
        <source>A relay that is silent for so long while it gives stored events is not waited for.</source>
        <translation>Auf ein Relay, das beim Liefern gespeicherter Events so lange schweigt, wird nicht gewartet.</translation>
    </message>
    <message>
        <source>Kinds asked for</source>
        <translation>Angefragte Kinds</translation>
    </message>
    <message>
        <source>all, or numbers and ranges such as 0,1,5000-5999. More kinds mean more traffic and a larger database.</source>
        <translation>all, oder Zahlen und Bereiche wie 0,1,5000-5999. Mehr Kinds bedeuten mehr Datenverkehr und eine größere Datenbank.</translation>
    </message>
    <message>
        <source>the common kinds</source>
        <translation>die üblichen Kinds</translation>
    </message>
    <message>
        <source>Ask for what was missed</source>
        <translation>Versäumtes nachfragen</translation>
    </message>
    <message>
        <source>After a pause or an outage, relays are asked for the events of that time.</source>
        <translation>Nach einer Pause oder einem Ausfall werden Relays nach den Events dieser Zeit gefragt.</translation>
    </message>
    <message>
        <source>Ask for everything since</source>
        <translation>Alles nachfragen seit</translation>
    </message>
    <message>
        <source>A date (2025-01-31), unix seconds or an age such as 7d: at each start, whatever is known, relays are asked from then on.</source>
        <translation>Ein Datum (2025-01-31), Unix-Sekunden oder ein Alter wie 7d: Bei jedem Start werden Relays nach allem seitdem gefragt, auch wenn es schon bekannt ist.</translation>
    </message>
    <message>
        <source>the last contact</source>
        <translation>dem letzten Kontakt</translation>
    </message>
    <message>
        <source>Events in one page of history</source>
        <translation>Events je Seite des Verlaufs</translation>
    </message>
    <message>
        <source>Most relays give no more than 500 at a time; a smaller page is gentler to slow ones.</source>
        <translation>Die meisten Relays geben höchstens 500 auf einmal; eine kleinere Seite schont langsame.</translation>
    </message>
    <message>
        <source>events</source>
        <translation>Events</translation>
    </message>
    <message>
        <source>Threads that verify signatures</source>
        <translation>Threads zum Prüfen der Signaturen</translation>
    </message>
    <message>
        <source>Fewer leave more of the processor to other programs.</source>
        <translation>Weniger lassen anderen Programmen mehr vom Prozessor.</translation>
    </message>
    <message>
        <source>threads</source>
        <translation>Threads</translation>
    </message>
    <message>
        <source>one for each core</source>
        <translation>einer je Kern</translation>
    </message>
    <message>
        <source>Size of the database</source>
        <translation>Größe der Datenbank</translation>
    </message>
    <message>
        <source>Above this size retention removes the oldest events, never those of the last weeks.</source>
        <translation>Oberhalb dieser Größe entfernt die Aufbewahrung die ältesten Events, nie die der letzten Wochen.</translation>
    </message>
    <message>
        <source>GiB</source>
        <translation>GiB</translation>
    </message>
    <message>
        <source>no bound</source>
        <translation>keine Grenze</translation>
    </message>
    <message>
        <source>Keep notes</source>
        <translation>Notizen aufbewahren</translation>
    </message>
    <message>
        <source>Notes, articles and comments older than this go; 0 keeps them.</source>
        <translation>Ältere Notizen, Artikel und Kommentare werden entfernt; 0 behält sie.</translation>
    </message>
    <message>
        <source>Keep reactions</source>
        <translation>Reaktionen aufbewahren</translation>
    </message>
    <message>
        <source>Reactions and reposts older than this go; 0 keeps them.</source>
        <translation>Ältere Reaktionen und Reposts werden entfernt; 0 behält sie.</translation>
    </message>
    <message>
        <source>Keep profiles</source>
        <translation>Profile aufbewahren</translation>
    </message>
    <message>
        <source>Profiles and contact lists older than this go; 0 keeps them.</source>
        <translation>Ältere Profile und Kontaktlisten werden entfernt; 0 behält sie.</translation>
    </message>
    <message>
        <source>Keep data vending machines</source>
        <translation>Data Vending Machines aufbewahren</translation>
    </message>
    <message>
        <source>Requests, results and feedback older than this go; 0 keeps them.</source>
        <translation>Ältere Anfragen, Ergebnisse und Rückmeldungen werden entfernt; 0 behält sie.</translation>
    </message>
    <message>
        <source>Keep zaps</source>
        <translation>Zaps aufbewahren</translation>
    </message>
    <message>
        <source>Zaps older than this go; 0 keeps them.</source>
        <translation>Ältere Zaps werden entfernt; 0 behält sie.</translation>
    </message>
    <message>
        <source>Keep videos</source>
        <translation>Videos aufbewahren</translation>
    </message>
    <message>
        <source>Events of videos and their views older than this go; 0 keeps them.</source>
        <translation>Ältere Events von Videos und ihren Aufrufen werden entfernt; 0 behält sie.</translation>
    </message>
    <message>
        <source>Keep relay lists</source>
        <translation>Relaylisten aufbewahren</translation>
    </message>
    <message>
        <source>Lists and reports of relays older than this go; 0 keeps them.</source>
        <translation>Ältere Listen und Berichte von Relays werden entfernt; 0 behält sie.</translation>
    </message>
    <message>
        <source>Keep other kinds</source>
        <translation>Andere Kinds aufbewahren</translation>
    </message>
    <message>
        <source>Events of all other kinds older than this go; 0 keeps them.</source>
        <translation>Ältere Events aller anderen Kinds werden entfernt; 0 behält sie.</translation>
    </message>
    <message>
        <source>Folder for copies</source>
        <translation>Ordner für Kopien</translation>
    </message>
    <message>
        <source>What retention removes is written there first, one compressed file for each month.</source>
        <translation>Was die Aufbewahrung entfernt, wird vorher dort abgelegt, je Monat eine komprimierte Datei.</translation>
    </message>
    <message>
        <source>no copies</source>
        <translation>keine Kopien</translation>
    </message>
    <message>
        <source>Remove the content of replaced versions</source>
        <translation>Inhalt ersetzter Versionen entfernen</translation>
    </message>
    <message>
        <source>Profiles, lists and the like that a newer version replaced stay known and counted, but lose text and signature.</source>
        <translation>Profile, Listen und dergleichen, die eine neuere Version ersetzt hat, bleiben bekannt und gezählt, verlieren aber Text und Signatur.</translation>
    </message>
    <message>
        <source>Remove the content of who asked to be forgotten</source>
        <translation>Inhalt derer entfernen, die vergessen werden wollen</translation>
    </message>
    <message>
        <source>For authors who asked all relays to forget them (NIP-62); their events stay counted.</source>
        <translation>Für Autoren, die alle Relays darum gebeten haben (NIP-62); ihre Events bleiben gezählt.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Of all texts, and of the way numbers and dates are written.</source>
        <translation>Aller Texte, und der Schreibweise von Zahlen und Daten.</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>Zeitzone</translation>
    </message>
    <message>
        <source>Of all times that are shown, such as Europe/Berlin; UTC stays one click away.</source>
        <translation>Aller gezeigten Zeiten, etwa Europe/Berlin; UTC bleibt einen Klick entfernt.</translation>
    </message>
    <message>
        <source>Hours</source>
        <translation>Stunden</translation>
    </message>
    <message>
        <source>How the time of the day is written.</source>
        <translation>Wie die Uhrzeit geschrieben wird.</translation>
    </message>
    <message>
        <source>Sizes</source>
        <translation>Größen</translation>
    </message>
    <message>
        <source>Units of files, traffic and disks.</source>
        <translation>Einheiten von Dateien, Datenverkehr und Datenträgern.</translation>
    </message>
    <message>
        <source>Times in tables</source>
        <translation>Zeiten in Tabellen</translation>
    </message>
    <message>
        <source>The other form is in the tooltip.</source>
        <translation>Die andere Form steht im Tooltip.</translation>
    </message>
    <message>
        <source>Messages on standard error</source>
        <translation>Meldungen auf der Standardfehlerausgabe</translation>
    </message>
    <message>
        <source>What the program writes where it was started from; the page Logs has levels of its own.</source>
        <translation>Was das Programm dort schreibt, wo es gestartet wurde; die Seite „Protokoll“ hat eigene Stufen.</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>Datenbank</translation>
    </message>
    <message>
        <source>File of the database.</source>
        <translation>Datei der Datenbank.</translation>
    </message>
    <message>
        <source>the file of the profile</source>
        <translation>die Datei des Profils</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>Name of a database and of settings of its own.</source>
        <translation>Name einer eigenen Datenbank und eigener Einstellungen.</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true oder false</translation>
    </message>
    <message>
        <source>a number from %1 to %2</source>
        <translation>eine Zahl von %1 bis %2</translation>
    </message>
    <message>
        <source>one of %1</source>
        <translation>eines von %1</translation>
    </message>
    <message>
        <source>all, or a list of kinds and ranges such as 0,1,5000-5999</source>
        <translation>all oder eine Liste von Kinds und Bereichen wie 0,1,5000-5999</translation>
    </message>
    <message>
        <source>HOST:PORT</source>
        <translation>HOST:PORT</translation>
    </message>
    <message>
        <source>a path</source>
        <translation>ein Pfad</translation>
    </message>
    <message>
        <source>a name of letters, digits, “-”, “_” and “.”</source>
        <translation>ein Name aus Buchstaben, Ziffern, „-“, „_“ und „.“</translation>
    </message>
    <message>
        <source>unix seconds, ISO 8601 or an age such as 7d</source>
        <translation>Unix-Sekunden, ISO 8601 oder ein Alter wie 7d</translation>
    </message>
    <message>
        <source>system, or a time zone such as Europe/Berlin</source>
        <translation>system oder eine Zeitzone wie Europe/Berlin</translation>
    </message>
    <message>
        <source>system, or a language such as de</source>
        <translation>system oder eine Sprache wie de</translation>
    </message>
    <message>
        <source>General</source>
        <translation>Allgemein</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Darstellung</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netzwerk</translation>
    </message>
    <message>
        <source>Relays and collection</source>
        <translation>Relays und Sammeln</translation>
    </message>
    <message>
        <source>Archive and retention</source>
        <translation>Archiv und Aufbewahrung</translation>
    </message>
    <message>
        <source>Language and formats</source>
        <translation>Sprache und Formate</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>Erweitert</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <comment>range of numbers</comment>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>number or range and its unit</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>on</source>
        <translation>ein</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>as the system</source>
        <translation>wie das System</translation>
    </message>
    <message>
        <source>at once</source>
        <translation>sofort</translation>
    </message>
    <message>
        <source>at the next start</source>
        <translation>ab dem nächsten Start</translation>
    </message>
    <message>
        <source>with the next retention</source>
        <translation>mit der nächsten Aufbewahrung</translation>
    </message>
    <message>
        <source>Check the health of relays</source>
        <translation>Zustand der Relays prüfen</translation>
    </message>
    <message>
        <source>While collecting, relays are measured by short connections of their own: whether they answer, how fast, and how long their certificate is valid.</source>
        <translation>Während des Sammelns werden Relays über eigene kurze Verbindungen gemessen: ob sie antworten, wie schnell, und wie lange ihr Zertifikat gilt.</translation>
    </message>
    <message>
        <source>Time between checks of connected relays</source>
        <translation>Abstand der Prüfungen verbundener Relays</translation>
    </message>
    <message>
        <source>Of the relays that events are collected from. One that is down is checked less often.</source>
        <translation>Gilt für Relays, von denen gesammelt wird. Ein ausgefallenes wird seltener geprüft.</translation>
    </message>
    <message>
        <source>min</source>
        <translation>min</translation>
    </message>
    <message>
        <source>Time between checks of other relays</source>
        <translation>Abstand der Prüfungen anderer Relays</translation>
    </message>
    <message>
        <source>Of those that are only on the list.</source>
        <translation>Gilt für Relays, die nur auf der Liste stehen.</translation>
    </message>
    <message>
        <source>Checks at once</source>
        <translation>Gleichzeitige Prüfungen</translation>
    </message>
    <message>
        <source>Many at a time disturb what they measure.</source>
        <translation>Viele zugleich stören, was sie messen.</translation>
    </message>
    <message>
        <source>checks</source>
        <translation>Prüfungen</translation>
    </message>
    <message>
        <source>Failures until a relay is down</source>
        <translation>Fehlschläge, bis ein Relay als ausgefallen gilt</translation>
    </message>
    <message>
        <source>In a row; the second and third come soon after the first. The outage dates from the first.</source>
        <translation>Hintereinander; der zweite und dritte folgen bald auf den ersten. Der Ausfall zählt ab dem ersten.</translation>
    </message>
    <message>
        <source>A bad certificate counts as down</source>
        <translation>Ein schlechtes Zertifikat gilt als Ausfall</translation>
    </message>
    <message>
        <source>Expired, for another name or from an unknown issuer. Off: it is a warning, and the relay is asked nevertheless.</source>
        <translation>Abgelaufen, für einen anderen Namen oder von unbekanntem Aussteller. Aus: nur eine Warnung, das Relay wird trotzdem gefragt.</translation>
    </message>
    <message>
        <source>Checks of relays</source>
        <translation>Prüfung der Relays</translation>
    </message>
    <message>
        <source>File with countries</source>
        <translation>Datei mit Ländern</translation>
    </message>
    <message>
        <source>A MaxMind file of yours (.mmdb, City or Country): tables then show the country of each relay. A newer file is noticed while the program runs.</source>
        <translation>Eine eigene MaxMind-Datei (.mmdb, City oder Country): Tabellen zeigen dann das Land jedes Relays. Eine neuere Datei wird bemerkt, während das Programm läuft.</translation>
    </message>
    <message>
        <source>no countries</source>
        <translation>keine Länder</translation>
    </message>
    <message>
        <source>File with networks</source>
        <translation>Datei mit Netzen</translation>
    </message>
    <message>
        <source>A MaxMind file of yours (.mmdb, ASN): tables then show in whose network each relay is.</source>
        <translation>Eine eigene MaxMind-Datei (.mmdb, ASN): Tabellen zeigen dann, in wessen Netz jedes Relay ist.</translation>
    </message>
    <message>
        <source>no networks</source>
        <translation>keine Netze</translation>
    </message>
    <message>
        <source>Test what relays claim</source>
        <translation>Prüfen, was Relays behaupten</translation>
    </message>
    <message>
        <source>Once a day, of connected relays: up to eight small questions for what their document says of limits, authentication and NIPs. Nothing is written. Off: only on demand.</source>
        <translation>Einmal am Tag, bei verbundenen Relays: bis zu acht kleine Fragen nach dem, was ihr Dokument zu Limits, Anmeldung und NIPs sagt. Nichts wird geschrieben. Aus: nur auf Wunsch.</translation>
    </message>
    <message>
        <source>Look for relays every</source>
        <translation>Nach Relays suchen alle</translation>
    </message>
    <message>
        <source>Reads what was stored since the last run, in the background. Nothing is connected to.</source>
        <translation>Liest im Hintergrund, was seit dem letzten Lauf gespeichert wurde. Verbindet sich mit nichts.</translation>
    </message>
    <message>
        <source>only on demand</source>
        <translation>nur auf Verlangen</translation>
    </message>
    <message>
        <source>Validate found relays</source>
        <translation>Gefundene Relays prüfen</translation>
    </message>
    <message>
        <source>After each run, while collecting: connects to candidates to see whether they are Nostr relays at all. Off: only on demand.</source>
        <translation>Nach jedem Lauf, während gesammelt wird: verbindet sich mit Kandidaten, um zu sehen, ob es überhaupt Nostr-Relays sind. Aus: nur auf Verlangen.</translation>
    </message>
    <message>
        <source>Archive the history of relays</source>
        <translation>Den Verlauf der Relays archivieren</translation>
    </message>
    <message>
        <source>While collecting, every relay that answers is asked for its whole history, bit by bit. The page Archive switches it too.</source>
        <translation>Beim Sammeln wird jedes Relay, das antwortet, nach und nach um seinen ganzen Verlauf gebeten. Auch die Seite Archiv schaltet es.</translation>
    </message>
    <message>
        <source>Kinds of the history</source>
        <translation>Arten im Verlauf</translation>
    </message>
    <message>
        <source>all, or numbers and ranges such as 0,1,5000-5999. What is known to be complete is kept for each choice.</source>
        <translation>all, oder Zahlen und Bereiche wie 0,1,5000-5999. Was als vollständig bekannt ist, wird für jede Wahl behalten.</translation>
    </message>
    <message>
        <source>History since</source>
        <translation>Verlauf seit</translation>
    </message>
    <message>
        <source>A date (2025-01-31), unix seconds or an age such as 365d; what retention removes is not asked for.</source>
        <translation>Ein Datum (2025-01-31), Unix-Sekunden oder ein Alter wie 365d; was die Aufbewahrung entfernt, wird nicht gefragt.</translation>
    </message>
    <message>
        <source>the beginning</source>
        <translation>zum Anfang</translation>
    </message>
    <message>
        <source>Youngest history</source>
        <translation>Jüngster Verlauf</translation>
    </message>
    <message>
        <source>Relays still get younger events; the archive asks when they are as old as this.</source>
        <translation>Jüngere Ereignisse bekommen die Relays noch; das Archiv fragt, wenn sie so alt sind.</translation>
    </message>
    <message>
        <source>h</source>
        <translation>h</translation>
    </message>
    <message>
        <source>Ask for history every</source>
        <translation>Nach dem Verlauf fragen alle</translation>
    </message>
    <message>
        <source>Asks each relay for what is not known to be complete.</source>
        <translation>Fragt jedes Relay nach dem, was nicht als vollständig bekannt ist.</translation>
    </message>
    <message>
        <source>Histories at once</source>
        <translation>Verläufe zugleich</translation>
    </message>
    <message>
        <source>Relays asked side by side; a quarter of the places is for those of high priority.</source>
        <translation>Relays, die nebeneinander gefragt werden; ein Viertel der Plätze ist für die von hoher Priorität.</translation>
    </message>
    <message>
        <source>Histories at once, .onion</source>
        <translation>Verläufe zugleich, .onion</translation>
    </message>
    <message>
        <source>The same of relays that Tor reaches.</source>
        <translation>Dasselbe für Relays, die Tor erreicht.</translation>
    </message>
    <message>
        <source>Histories at once, .i2p and .loki</source>
        <translation>Verläufe zugleich, .i2p und .loki</translation>
    </message>
    <message>
        <source>The same of each of these networks.</source>
        <translation>Dasselbe für jedes dieser Netze.</translation>
    </message>
    <message>
        <source>File of priorities</source>
        <translation>Datei der Prioritäten</translation>
    </message>
    <message>
        <source>Relays whose history comes first, one address a line; # starts a comment.</source>
        <translation>Relays, deren Verlauf zuerst kommt, eine Adresse je Zeile; # beginnt eine Bemerkung.</translation>
    </message>
</context>
</TS>
