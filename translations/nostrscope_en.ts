<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en_US">
<context>
    <name>nostrscope::ActivityPage</name>
    <message numerus="yes">
        <source>%n kind(s)</source>
        <translation>
            <numerusform>%n kind</numerusform>
            <numerusform>%n kinds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nostrscope::ArchivePage</name>
    <message numerus="yes">
        <source>full in about %n day(s)</source>
        <translation>
            <numerusform>full in about %n day</numerusform>
            <numerusform>full in about %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>measured over %n day(s)</source>
        <translation>
            <numerusform>measured over %n day</numerusform>
            <numerusform>measured over %n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nostrscope::CommandPalette</name>
    <message numerus="yes">
        <source>%n entries</source>
        <translation>
            <numerusform>%n entry</numerusform>
            <numerusform>%n entries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nostrscope::ComparePage</name>
    <message numerus="yes">
        <source>Comparison of %n relay(s)</source>
        <translation>
            <numerusform>Comparison of %n relay</numerusform>
            <numerusform>Comparison of %n relays</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nostrscope::DiscoveryCandidates</name>
    <message numerus="yes">
        <source>Why are %n candidate(s) rejected? (may be empty)</source>
        <translation>
            <numerusform>Why is %n candidate rejected? (may be empty)</numerusform>
            <numerusform>Why are %n candidates rejected? (may be empty)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nostrscope::DiscoveryRulesDialog</name>
    <message numerus="yes">
        <source>%n candidate(s) would join the list now.</source>
        <translation>
            <numerusform>%n candidate would join the list now.</numerusform>
            <numerusform>%n candidates would join the list now.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nostrscope::DiscoveryTable</name>
    <message numerus="yes">
        <source>%1; failed %n time(s) in a row</source>
        <translation>
            <numerusform>%1; failed once</numerusform>
            <numerusform>%1; failed %n times in a row</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nostrscope::DvmTables</name>
    <message numerus="yes">
        <source>Median of %n amount(s)</source>
        <translation>
            <numerusform>Median of %n amount</numerusform>
            <numerusform>Median of %n amounts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nostrscope::DvmsPage</name>
    <message numerus="yes">
        <source>Listening for kinds 5000–7000 on %n relay(s) since %1</source>
        <translation>
            <numerusform>Listening for kinds 5000–7000 on %n relay since %1</numerusform>
            <numerusform>Listening for kinds 5000–7000 on %n relays since %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Listening for kinds 5000–7000 on %n relay(s)</source>
        <translation>
            <numerusform>Listening for kinds 5000–7000 on %n relay</numerusform>
            <numerusform>Listening for kinds 5000–7000 on %n relays</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nostrscope::EventImportDialog</name>
    <message numerus="yes">
        <source>and %n more file(s)</source>
        <translation>
            <numerusform>and %n more file</numerusform>
            <numerusform>and %n more files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nostrscope::ExportDialog</name>
    <message numerus="yes">
        <source>%n row(s) written to %1.</source>
        <translation>
            <numerusform>%n row written to %1.</numerusform>
            <numerusform>%n rows written to %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nostrscope::FilterBar</name>
    <message numerus="yes">
        <source>+%n more</source>
        <translation>
            <numerusform>+%n more</numerusform>
            <numerusform>+%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nostrscope::FilterQuery</name>
    <message numerus="yes">
        <source>Only the first %n character(s) are used.</source>
        <translation>
            <numerusform>Only the first character is used.</numerusform>
            <numerusform>Only the first %n characters are used.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Only %n term(s) are used; “%1” is too much.</source>
        <translation>
            <numerusform>Only %n term is used; “%1” is too much.</numerusform>
            <numerusform>Only %n terms are used; “%1” is too much.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nostrscope::HealthAttention</name>
    <message numerus="yes">
        <source>%n relay(s) are down, the last one since %1</source>
        <translation>
            <numerusform>%n relay is down, since %1</numerusform>
            <numerusform>%n relays are down, the last one since %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n certificate(s) end within 14 days or have ended</source>
        <translation>
            <numerusform>%n certificate ends within 14 days or has ended</numerusform>
            <numerusform>%n certificates end within 14 days or have ended</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Certificate of %1 and %n more relay(s)</source>
        <translation>
            <numerusform>Certificate of %1 and %n more relay</numerusform>
            <numerusform>Certificate of %1 and %n more relays</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nostrscope::IncidentDetail</name>
    <message numerus="yes">
        <source>%1: %n time(s)</source>
        <comment>cause of a failure</comment>
        <translation>
            <numerusform>%1: %n time</numerusform>
            <numerusform>%1: %n times</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nostrscope::IncidentsPage</name>
    <message numerus="yes">
        <source>%n incident(s) selected</source>
        <translation>
            <numerusform>%n incident selected</numerusform>
            <numerusform>%n incidents selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nostrscope::KindPage</name>
    <message numerus="yes">
        <source>%n event(s), there are older ones</source>
        <translation>
            <numerusform>%n event, there are older ones</numerusform>
            <numerusform>%n events, there are older ones</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation>
            <numerusform>%n event</numerusform>
            <numerusform>%n events</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nostrscope::LaneChart</name>
    <message numerus="yes">
        <source>%n entry(s)</source>
        <translation>
            <numerusform>%n entry</numerusform>
            <numerusform>%n entries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n lane(s)</source>
        <translation>
            <numerusform>%n lane</numerusform>
            <numerusform>%n lanes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nostrscope::LogsPage</name>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n line</numerusform>
            <numerusform>%n lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n newer line(s) — show</source>
        <translation>
            <numerusform>%n newer line — show</numerusform>
            <numerusform>%n newer lines — show</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nostrscope::MainWindow</name>
    <message numerus="yes">
        <source>%n more task(s)</source>
        <translation>
            <numerusform>%n more task</numerusform>
            <numerusform>%n more tasks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new incident(s)</source>
        <translation>
            <numerusform>%n new incident</numerusform>
            <numerusform>%n new incidents</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nostrscope::MiniWindow</name>
    <message numerus="yes">
        <source>%1 of %n relay(s) online</source>
        <translation>
            <numerusform>%1 of %n relay online</numerusform>
            <numerusform>%1 of %n relays online</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nostrscope::OverviewPage</name>
    <message numerus="yes">
        <source>All clear: every service runs. Not connected: %n relay(s).</source>
        <translation>
            <numerusform>All clear: every service runs. Not connected: %n relay.</numerusform>
            <numerusform>All clear: every service runs. Not connected: %n relays.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>p95 %1 · %n check(s)</source>
        <translation>
            <numerusform>p95 %1 · %n check</numerusform>
            <numerusform>p95 %1 · %n checks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nostrscope::QuitDialog</name>
    <message numerus="yes">
        <source>%n task(s) did not end yet. If you stop now, what they did so far stays.</source>
        <translation>
            <numerusform>%n task did not end yet. If you stop now, what it did so far stays.</numerusform>
            <numerusform>%n tasks did not end yet. If you stop now, what they did so far stays.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nostrscope::RelayCommands</name>
    <message numerus="yes">
        <source>%n relay(s) were removed. Their events stay.</source>
        <translation>
            <numerusform>%n relay was removed. Their events stay.</numerusform>
            <numerusform>%n relays were removed. Their events stay.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n relay(s) added.</source>
        <translation>
            <numerusform>%n relay added.</numerusform>
            <numerusform>%n relays added.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n relay(s) added, the others were in the list.</source>
        <translation>
            <numerusform>%n relay added, the others were in the list.</numerusform>
            <numerusform>%n relays added, the others were in the list.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n relay(s) are watched now.</source>
        <translation>
            <numerusform>%n relay is watched now.</numerusform>
            <numerusform>%n relays are watched now.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n relay(s) are not watched any more.</source>
        <translation>
            <numerusform>%n relay is not watched any more.</numerusform>
            <numerusform>%n relays are not watched any more.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nostrscope::RelayListDialog</name>
    <message numerus="yes">
        <source>Add %n relay(s)</source>
        <translation>
            <numerusform>Add %n relay</numerusform>
            <numerusform>Add %n relays</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nostrscope::RelayTlsView</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nostrscope::RelayVersionsView</name>
    <message numerus="yes">
        <source>%n field(s) changed.</source>
        <translation>
            <numerusform>%n field changed.</numerusform>
            <numerusform>%n fields changed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The first %n are shown.</source>
        <translation>
            <numerusform>The first one is shown.</numerusform>
            <numerusform>The first %n are shown.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nostrscope::RelaysPage</name>
    <message numerus="yes">
        <source>%n relay(s)</source>
        <translation>
            <numerusform>%n relay</numerusform>
            <numerusform>%n relays</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n relay(s) selected</source>
        <translation>
            <numerusform>%n relay selected</numerusform>
            <numerusform>%n relays selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nostrscope::SettingsDialog</name>
    <message numerus="yes">
        <source>%n change(s) not applied yet</source>
        <translation>
            <numerusform>%n change not applied yet</numerusform>
            <numerusform>%n changes not applied yet</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nostrscope::SettingsFilesPanel</name>
    <message numerus="yes">
        <source>%n setting(s) read. Look at them, then apply or cancel.</source>
        <translation>
            <numerusform>%n setting read. Look at it, then apply or cancel.</numerusform>
            <numerusform>%n settings read. Look at them, then apply or cancel.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more problem(s)</source>
        <translation>
            <numerusform>%n more problem</numerusform>
            <numerusform>%n more problems</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nostrscope::StartCard</name>
    <message numerus="yes">
        <source>%n relay(s) in your list</source>
        <translation>
            <numerusform>%n relay in your list</numerusform>
            <numerusform>%n relays in your list</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nostrscope::StatusLine</name>
    <message numerus="yes">
        <source>Not collecting · %n relay(s) in the list</source>
        <translation>
            <numerusform>Not collecting · %n relay in the list</numerusform>
            <numerusform>Not collecting · %n relays in the list</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n relay(s) connected</source>
        <translation>
            <numerusform>%1 of %n relay connected</numerusform>
            <numerusform>%1 of %n relays connected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nostrscope::SyncRangeDialog</name>
    <message numerus="yes">
        <source>Of %n relay(s):</source>
        <translation>
            <numerusform>Of %n relay:</numerusform>
            <numerusform>Of %n relays:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nostrscope::TaskWords</name>
    <message numerus="yes">
        <source>%1 event(s)</source>
        <translation>
            <numerusform>%1 event</numerusform>
            <numerusform>%1 events</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) with copies written before</source>
        <translation>
            <numerusform>%n file with copies written before</numerusform>
            <numerusform>%n files with copies written before</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s) found. Make a backup, then run “nostrscope-cli rebuild”; or export what can be read and import it anew.</source>
        <translation>
            <numerusform>%n problem found. Make a backup, then run “nostrscope-cli rebuild”; or export what can be read and import it anew.</numerusform>
            <numerusform>%n problems found. Make a backup, then run “nostrscope-cli rebuild”; or export what can be read and import it anew.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 other message(s)</source>
        <translation>
            <numerusform>%1 other message</numerusform>
            <numerusform>%1 other messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n relay(s) over %2</source>
        <comment>frames, relays, time</comment>
        <translation>
            <numerusform>%1 of %n relay over %2</numerusform>
            <numerusform>%1 of %n relays over %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 frame(s)</source>
        <translation>
            <numerusform>%1 frame</numerusform>
            <numerusform>%1 frames</numerusform>
        </translation>
    </message>
</context>
</TS>
